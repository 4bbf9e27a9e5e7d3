using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Persistence;
using TicketPlatform.Application.Webhooks;
using TicketPlatform.Integration.Tests.Rest;

namespace TicketPlatform.Integration.Tests.Webhooks;

public sealed class GivingUpMessages(WebhookHost zendesk) : IClassFixture<WebhookHost>
{
    private readonly long _ticket = Random.Shared.NextInt64(1, long.MaxValue / 4);

    [Theory]
    [InlineData("this is no JSON")]
    [InlineData("{\"id\":\"1\"")]
    [InlineData("{\"id\":\"1\"} trailing")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task What_is_no_JSON_object_but_signed_is_kept_as_a_dead_letter(string body)
    {
        var answer = await zendesk.SendAsync(body);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var id = (await answer.JsonAsync()).GetProperty("eventId").GetString();
        var letter = (await LettersAsync()).Single(each => each.GetProperty("id").GetString() == id);
        letter.GetProperty("type").GetString().ShouldBe("unreadable");
        letter.GetProperty("error").GetString().ShouldBe("The body is no JSON object.");
    }

    [Theory]
    [InlineData("requester_id", "nobody", "$.detail.requester_id")]
    [InlineData("created_at", "yesterday", "$.detail.created_at")]
    public async Task An_event_that_breaks_the_contract_is_a_dead_letter_that_says_where(string field, string value, string place)
    {
        var broken = new TicketEvent(_ticket) { Detail = detail => detail[field] = value };

        await zendesk.SendAsync(broken.ToString());
        await zendesk.SettledAsync();

        (await LetterAsync(broken.Id)).GetProperty("error").GetString().ShouldBe($"The event is not what the contract says at {place}.");
    }

    [Fact]
    public async Task A_message_that_cannot_be_stored_holds_up_nobody_else_and_is_replayed_once_the_cause_is_gone()
    {
        await zendesk.ScalarAsync(
            $"""
            create function refuse_{_ticket}() returns trigger language plpgsql as $$ begin raise exception 'not this one'; end $$;
            create trigger refuse_{_ticket} before insert on tickets for each row when (new.zendesk_id = {_ticket})
                execute function refuse_{_ticket}();
            """
        );
        var poison = new TicketEvent(_ticket, "created");
        TicketEvent[] others = [.. Enumerable.Range(1, 5).Select(i => new TicketEvent(_ticket + i, "created"))];

        await Task.WhenAll(others.Prepend(poison).Select(each => zendesk.SendAsync(each.ToString())));
        await zendesk.UntilAsync($"select count(*) = 5 from tickets where zendesk_id between {_ticket + 1} and {_ticket + 5}");
        await zendesk.UntilAsync($"select attempts >= 1 from webhook_inbox where event_id = '{poison.Id}'");
        for (var attempt = 1; attempt <= 4; attempt++)
        {
            zendesk.Time.Advance(TimeSpan.FromSeconds(65));
            await zendesk.Host.SendAsync(new ApplyInbox(new SliceBudget(zendesk.Time)));
            await zendesk.UntilAsync($"select attempts > {attempt} from webhook_inbox where event_id = '{poison.Id}'");
        }
        var letter = await LetterAsync(poison.Id);
        letter.GetProperty("attempts").GetInt32().ShouldBe(5);
        letter.GetProperty("error").GetString().ShouldNotBeNull().ShouldContain("not this one");

        await zendesk.ScalarAsync($"drop trigger refuse_{_ticket} on tickets");
        (await ReplayAsync($"{poison.Id}/replay")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await zendesk.UntilAsync($"select exists (select from tickets where zendesk_id = {_ticket})");
        await zendesk.SettledAsync();
        await (await ReplayAsync($"{poison.Id}/replay")).ShouldBeProblemAsync(HttpStatusCode.Conflict, "message-not-dead");
    }

    [Fact]
    public async Task A_message_that_another_worker_has_applied_stays_applied_where_this_one_failed()
    {
        var applied = new TicketEvent(_ticket, "created");
        await zendesk.SendAsync(applied.ToString());
        await zendesk.SettledAsync();

        await using (var scope = zendesk.Host.Services.CreateAsyncScope())
        {
            var database = scope.ServiceProvider.GetRequiredService<ITicketPlatformDb>();
            var inbox = scope.ServiceProvider.GetRequiredService<IInboxStore>();
            await database.InTransactionAsync(
                async token =>
                {
                    await inbox.FailAsync(applied.Id, "lost a race", zendesk.Time.GetUtcNow().AddHours(1), token);
                    return true;
                },
                CancellationToken.None
            );
        }

        (await zendesk.ScalarAsync($"select outcome from webhook_inbox where event_id = '{applied.Id}' and due_at is null")).ShouldBe(
            "applied"
        );
    }

    [Fact]
    public async Task All_dead_letters_are_replayed_at_once_and_those_that_stay_broken_come_back()
    {
        var broken = new TicketEvent(_ticket) { Detail = detail => detail["id"] = new JsonObject() };
        await zendesk.SendAsync(broken.ToString());
        await zendesk.SettledAsync();

        var answer = await ReplayAsync("replay");

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await answer.JsonAsync()).GetProperty("replayed").GetInt32().ShouldBeGreaterThan(0);
        await zendesk.SettledAsync();
        (await LetterAsync(broken.Id)).GetProperty("attempts").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Dead_letters_are_paged_newest_first()
    {
        for (var i = 0; i < 5; i++)
            await zendesk.SendAsync($"no JSON {i} of {_ticket}");
        using var admin = zendesk.Host.Admin();

        var first = await (await admin.GetAsync("/api/webhooks/inbox?limit=3")).JsonAsync();
        var next = first.GetProperty("page").GetProperty("next").GetString();
        var second = await (await admin.GetAsync($"/api/webhooks/inbox?limit=3&cursor={next}")).JsonAsync();

        Ids(first).Count.ShouldBe(3);
        Ids(second).Intersect(Ids(first)).ShouldBeEmpty();
        await (await admin.GetAsync("/api/webhooks/inbox?cursor=AAAA")).ShouldBlameAsync("cursor");
        await (await admin.GetAsync("/api/webhooks/inbox?limit=0")).ShouldBlameAsync("limit");
    }

    [Fact]
    public async Task A_message_nobody_knows_cannot_be_replayed() =>
        await (await ReplayAsync("unheard-of/replay")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "message-not-found");

    private async Task<HttpResponseMessage> ReplayAsync(string path)
    {
        using var admin = zendesk.Host.Admin();
        return await admin.PostAsync($"/api/webhooks/inbox/{path}", content: null);
    }

    private async Task<List<JsonElement>> LettersAsync()
    {
        using var admin = zendesk.Host.Admin();
        var body = await (await admin.GetAsync("/api/webhooks/inbox?limit=100")).JsonAsync();
        return [.. body.GetProperty("messages").EnumerateArray()];
    }

    private async Task<JsonElement> LetterAsync(string id) =>
        (await LettersAsync()).Single(each => each.GetProperty("id").GetString() == id);

    private static List<string?> Ids(JsonElement page) =>
        [.. page.GetProperty("messages").EnumerateArray().Select(each => each.GetProperty("id").GetString())];
}
