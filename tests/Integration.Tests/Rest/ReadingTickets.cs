using System.Net;
using System.Text.Json;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Application.Users;
using TicketPlatform.Domain.Tickets;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Rest;

public sealed class ReadingTickets(PlatformHost host) : IClassFixture<PlatformHost>, IAsyncLifetime
{
    private const long Requester = 501;
    private readonly Guid _ada = Guid.NewGuid();
    private long _requester;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _requester = Requester + Random.Shared.Next(1_000_000_000);
        await host.SendAsync(new PutUser(_ada, $"{_ada:N}@example.com"));
        await host.SendAsync(new ApplyZendeskUsers([Observed.User(_requester, $"{_ada:N}@EXAMPLE.com")]));
        _client = host.User(_ada);
    }

    public Task DisposeAsync()
    {
        _client.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task The_answer_is_the_one_that_was_agreed_on()
    {
        var ticket = await ApplyAsync(content => content);

        var body = (await (await _client.GetAsync(Path())).JsonAsync()).GetRawText();

        body.ShouldBe(
            $$$"""
            {"user":{"id":"{{{_ada}}}","email":"{{{_ada:N}}}@example.com"},
            "summary":{"open":1,"byStatus":{"new":0,"open":1,"pending":0,"hold":0,"solved":0,"closed":0}},
            "tickets":[{"id":{{{ticket}}},"subject":"Help, my printer is on fire!","description":"The fire is very colorful.",
            "status":"open","statusCategory":"open","statusText":"We are working on it","priority":"high",
            "createdAt":"2026-03-02T08:00:00Z","updatedAt":"2026-03-02T12:00:00Z","statusChangedAt":"2026-03-02T12:00:00Z",
            "solvedAt":null,"observedAt":"2026-03-02T12:01:30Z"}],
            "freshness":{"asOf":null,"lagSeconds":null,"source":"export","stale":true,"refresh":"notRequested","heardAt":null},
            "page":{"limit":25,"next":null}}
            """.ReplaceLineEndings("")
        );
    }

    [Fact]
    public async Task A_user_without_tickets_gets_an_empty_list()
    {
        var body = await (await _client.GetAsync(Path())).JsonAsync();

        body.GetProperty("tickets").GetArrayLength().ShouldBe(0);
        body.GetProperty("summary").GetProperty("open").GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task Filters_search_and_sorting_reach_the_database()
    {
        var urgent = await ApplyAsync(content => content with { Priority = "urgent", Subject = "The ROOF is gone" });
        var solved = await ApplyAsync(content => content with { Status = TicketStatus.Solved, Priority = null });
        var strange = await ApplyAsync(content => content with { Status = TicketStatus.Parse("triage"), Priority = "low" });

        (await IdsAsync("")).ShouldBe([urgent, strange], ignoreOrder: true);
        (await IdsAsync("?status=all&sort=priority")).Count.ShouldBe(3);
        (await IdsAsync("?status=solved,closed")).ShouldBe([solved]);
        (await IdsAsync("?status=all&priority=none")).ShouldBe([solved]);
        (await IdsAsync("?status=all&priority=low,urgent&sort=-priority")).ShouldBe([urgent, strange]);
        (await IdsAsync("?search=roof")).ShouldBe([urgent]);
        (await IdsAsync("?search=%25")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Texts_survive_whole()
    {
        var long_ = string.Concat(Enumerable.Repeat("Ünï😀\u0001\"\\</script> ", 4_000));
        await ApplyAsync(content => content with { Subject = "😀", Description = long_ });

        var body = await (await _client.GetAsync(Path())).JsonAsync();

        body.GetProperty("tickets")[0].GetProperty("subject").GetString().ShouldBe("😀");
        body.GetProperty("tickets")[0].GetProperty("description").GetString().ShouldBe(long_);
    }

    [Theory]
    [InlineData("-updatedAt")]
    [InlineData("updatedAt")]
    [InlineData("createdAt")]
    [InlineData("-priority")]
    public async Task Pages_hold_every_ticket_once(string sort)
    {
        var ids = new List<long>();
        string?[] priorities = [null, "low", "normal", "high", "urgent"];
        for (var i = 0; i < 23; i++)
            ids.Add(
                await ApplyAsync(content => content with { Priority = priorities[i % 5], UpdatedAt = Observed.Noon.AddSeconds(i / 4) })
            );

        var seen = await AllPagesAsync($"?sort={sort}&limit=5", afterFirst: () => Task.CompletedTask);

        seen.ShouldBe(ids, ignoreOrder: true);
    }

    /// <summary>What keyset paging promises: rows that do not move are shown exactly once, whatever the others do meanwhile.</summary>
    [Fact]
    public async Task Tickets_that_stay_are_shown_once_while_others_move_come_and_go()
    {
        var ids = new List<long>();
        for (var i = 0; i < 20; i++)
            ids.Add(await ApplyAsync(content => content with { UpdatedAt = Observed.Noon.AddSeconds(i) }));
        var moved = ids[3];
        var solved = ids[5];

        var seen = await AllPagesAsync(
            "?limit=6",
            afterFirst: async () =>
            {
                await ApplyAsync(content => content with { UpdatedAt = Observed.Noon.AddMinutes(5) }, moved);
                await ApplyAsync(content => content with { UpdatedAt = Observed.Noon.AddMinutes(6) });
                await ApplyAsync(content => content with { Status = TicketStatus.Solved, UpdatedAt = Observed.Noon.AddMinutes(7) }, solved);
            }
        );

        seen.ShouldBe(ids.Except([moved, solved]), ignoreOrder: true);
        seen.ShouldBeUnique();
    }

    [Fact]
    public async Task A_refresh_that_Zendesk_does_not_answer_is_200_with_what_is_stored()
    {
        var ticket = await ApplyAsync(content => content);

        var asking = _client.GetAsync(Path("?maxAge=30"));
        while (!asking.IsCompleted)
        {
            host.Time.Advance(TimeSpan.FromMilliseconds(10)); // the clock of its pauses
            await Task.Yield();
        }

        var answer = await asking;
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.GetValues("Freshness-Refresh").Single().ShouldBeOneOf("failed", "timedOut");
        Ids(await answer.JsonAsync()).ShouldBe([ticket]);
    }

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=101", "limit")]
    [InlineData("?limit=abc", "limit")]
    [InlineData("?limit=", "limit")]
    [InlineData("?limit=1e1", "limit")]
    [InlineData("?limit=99999999999", "limit")]
    [InlineData("?maxAge=-1", "maxAge")]
    [InlineData("?maxAge=1.5", "maxAge")]
    [InlineData("?maxAge=86401", "maxAge")]
    [InlineData("?status=sovled", "status")]
    [InlineData("?status=", "status")]
    [InlineData("?priority=highest", "priority")]
    [InlineData("?sort=subject", "sort")]
    [InlineData("?search=", "search")]
    [InlineData("?search=%00", "search")]
    [InlineData("?cursor=AAAA", "cursor")]
    [InlineData("?cursor=%F0%9F%98%80", "cursor")]
    [InlineData("?Status=open", "Status")]
    [InlineData("?stauts=open&limit=x", "stauts", "limit")]
    [InlineData("?status=open&status=new", "status")]
    public async Task What_cannot_be_understood_is_refused_by_name(string query, params string[] fields) =>
        await (await _client.GetAsync(Path(query))).ShouldBlameAsync(fields);

    [Fact]
    public async Task An_unknown_parameter_is_answered_with_those_that_exist()
    {
        var problem = await (await _client.GetAsync(Path("?page=2"))).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-input");

        problem
            .GetProperty("errors")
            .GetProperty("page")[0]
            .GetString()
            .ShouldNotBeNull()
            .ShouldContain("status, priority, search, sort, limit");
    }

    [Fact]
    public async Task A_cursor_of_another_question_or_with_one_letter_changed_is_refused()
    {
        await ApplyAsync(content => content);
        await ApplyAsync(content => content);
        var cursor = await NextAsync("?limit=1");

        await (await _client.GetAsync(Path($"?limit=1&status=all&cursor={cursor}"))).ShouldBlameAsync("cursor");
        var changed = cursor[..^2] + (cursor[^2] == 'A' ? 'B' : 'A') + cursor[^1];
        await (await _client.GetAsync(Path($"?limit=1&cursor={changed}"))).ShouldBlameAsync("cursor");
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("0b7e6f0a3c1d4a529b1e5f0c2d7a8e91")]
    [InlineData("0b7e6f0a-3c1d-4a52-9b1e-5f0c2d7a8e9")]
    [InlineData("%20")]
    public async Task A_malformed_uuid_is_refused(string uuid) =>
        await (await _client.GetAsync($"/api/tickets/user/{uuid}")).ShouldBlameAsync("userId");

    private string Path(string query = "") => $"/api/tickets/user/{_ada}{query}";

    private async Task<long> ApplyAsync(Func<TicketContent, TicketContent> change, long? id = null)
    {
        var ticket = id ?? Random.Shared.NextInt64(1, long.MaxValue / 2);
        var content = change(Observed.Printer with { RequesterId = _requester });
        await host.SendAsync(new ApplyTicketObservations([Observed.Export(ticket, content)]));
        return ticket;
    }

    private async Task<List<long>> IdsAsync(string query) => Ids(await (await _client.GetAsync(Path(query))).JsonAsync());

    private async Task<string> NextAsync(string query) =>
        (await (await _client.GetAsync(Path(query))).JsonAsync()).GetProperty("page").GetProperty("next").GetString()!;

    private async Task<List<long>> AllPagesAsync(string query, Func<Task> afterFirst)
    {
        var seen = new List<long>();
        string? cursor = null;
        do
        {
            var body = await (await _client.GetAsync(Path(query + (cursor is null ? "" : $"&cursor={cursor}")))).JsonAsync();
            seen.AddRange(Ids(body));
            if (cursor is null)
                await afterFirst();
            cursor = body.GetProperty("page").GetProperty("next").GetString();
        } while (cursor is not null);
        return seen;
    }

    private static List<long> Ids(JsonElement body) =>
        [.. body.GetProperty("tickets").EnumerateArray().Select(ticket => ticket.GetProperty("id").GetInt64())];
}
