using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Application.Users;
using TicketPlatform.Application.Webhooks;
using TicketPlatform.Domain.Tickets;
using TicketPlatform.Integration.Tests.Rest;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Webhooks;

public sealed class ApplyingWebhooks(WebhookHost zendesk) : IClassFixture<WebhookHost>, IAsyncLifetime
{
    private readonly Guid _ada = Guid.NewGuid();
    private readonly long _requester = Random.Shared.NextInt64(1_000, long.MaxValue / 4);
    private readonly long _ticket = Random.Shared.NextInt64(1, long.MaxValue / 4);

    public async Task InitializeAsync()
    {
        await zendesk.Host.SendAsync(new PutUser(_ada, $"{_ada:N}@example.com"));
        await zendesk.Host.SendAsync(new ApplyZendeskUsers([Observed.User(_requester, $"{_ada:N}@example.com")]));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task An_event_about_an_unknown_ticket_shows_it_to_its_requester()
    {
        await TellAsync(Event("created") with { Status = "NEW" });

        var ticket = (await ListAsync()).ShouldHaveSingleItem();
        ticket.GetProperty("id").GetInt64().ShouldBe(_ticket);
        ticket.GetProperty("status").GetString().ShouldBe("new");
        ticket.GetProperty("priority").GetString().ShouldBe("high");
        ticket.GetProperty("subject").GetString().ShouldBe("Help, my printer is on fire!");
        ticket.GetProperty("statusChangedAt").GetString().ShouldBe("2026-03-02T12:00:00Z");
    }

    [Fact]
    public async Task Deleting_restoring_and_erasing_a_ticket_takes_effect()
    {
        await TellAsync(Event("created"));
        await TellAsync(Event("soft_deleted", second: 1) with { Status = "DELETED" });
        (await ListAsync()).ShouldBeEmpty();

        await TellAsync(Event("undeleted", second: 2) with { Status = "PENDING" });
        (await ListAsync()).ShouldHaveSingleItem().GetProperty("status").GetString().ShouldBe("pending");

        // Permanent deletion leaves updated_at as it was.
        var scrubbed = Event("permanently_deleted", second: 9) with
        {
            Status = "SCRUBBED",
            Subject = "SCRUBBED",
            Detail = detail => (detail["updated_at"], detail["description"]) = ("2026-03-02T12:00:02Z", "X"),
        };
        await TellAsync(scrubbed);
        (await ListAsync()).ShouldBeEmpty();
        (await TicketAsync("subject || ' ' || description || ' ' || status")).ShouldBe("SCRUBBED X deleted");
        (await zendesk.ScalarAsync($"select count(*) from webhook_inbox where subject_id = {_ticket} and body <> ''")).ShouldBe(0L);
    }

    [Fact]
    public async Task A_ticket_moves_to_its_new_requester()
    {
        var (eve, other) = (Guid.NewGuid(), _requester + 1);
        await zendesk.Host.SendAsync(new PutUser(eve, $"{eve:N}@example.com"));
        await zendesk.Host.SendAsync(new ApplyZendeskUsers([Observed.User(other, $"{eve:N}@example.com")]));
        await TellAsync(Event("created"));

        await TellAsync(Event("requester_changed", second: 1) with { Requester = other });

        (await ListAsync()).ShouldBeEmpty();
        (await ListAsync(eve)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_requester_nobody_knows_is_due_to_be_read()
    {
        await TellAsync(Event("created") with { Requester = _requester + 2 });

        (await zendesk.ScalarAsync($"select read_due_at is not null from zendesk_users where id = {_requester + 2}")).ShouldBe(true);
    }

    [Theory]
    [InlineData("created")]
    [InlineData("deleted")]
    [InlineData("identity_created")]
    [InlineData("role_changed")]
    public async Task An_event_about_a_user_has_the_user_and_their_addresses_read(string type)
    {
        var user = new JsonObject
        {
            ["id"] = Guid.NewGuid().ToString(),
            ["type"] = $"zen:event-type:user.{type}",
            ["time"] = "2026-03-02T12:00:00Z",
            ["subject"] = $"zen:user:{_requester}",
            ["detail"] = new JsonObject
            {
                ["id"] = $"{_requester}",
                ["email"] = "",
                ["organization_id"] = "0",
            },
            ["event"] = new JsonObject(),
        };

        await TellAsync(user.ToJsonString());

        (
            await zendesk.ScalarAsync(
                $"select read_due_at is not null and identities_due_at is not null from zendesk_users where id = {_requester}"
            )
        ).ShouldBe(true);
    }

    [Fact]
    public async Task Merged_users_and_all_their_tickets_are_read_again()
    {
        await TellAsync(Event("created"));
        var merge = new JsonObject
        {
            ["id"] = Guid.NewGuid().ToString(),
            ["type"] = "zen:event-type:user.merged",
            ["time"] = "2026-03-02T12:00:01Z",
            ["subject"] = $"zen:user:{_requester}",
            ["detail"] = new JsonObject { ["id"] = $"{_requester}" },
            ["event"] = new JsonObject { ["user_id"] = $"{_requester + 7}" },
        };

        await TellAsync(merge.ToJsonString());

        (await TicketAsync("reread_due")).ShouldBe(true);
        (
            await zendesk.ScalarAsync(
                $"select count(*) from zendesk_users where id in ({_requester}, {_requester + 7}) and read_due_at is not null"
            )
        ).ShouldBe(2L);
    }

    [Fact]
    public async Task What_arrives_in_any_order_and_more_than_once_ends_the_same()
    {
        var seed = Random.Shared.Next();
        TicketEvent[] events =
        [
            Event("created") with
            {
                Status = "NEW",
            },
            Event("agent_assignment_changed", second: 3) with
            {
                Status = "OPEN",
            },
            Event("status_changed", second: 3) with
            {
                Status = "OPEN",
            },
            Event("status_changed", second: 5) with
            {
                Status = "PENDING",
            },
            Event("comment_added", second: 8) with
            {
                Status = "PENDING",
            },
            Event("status_changed", second: 9) with
            {
                Status = "SOLVED",
            },
        ];
        var arrivals = events.Concat(events).ToArray();
        new Random(seed).Shuffle(arrivals);

        await Task.WhenAll(arrivals.Select(each => zendesk.SendAsync(each.ToString())));
        await zendesk.SettledAsync();

        (await ListAsync(query: "?status=all")).ShouldHaveSingleItem().GetProperty("status").GetString().ShouldBe("solved", $"seed {seed}");
        (await HistoryAsync()).ShouldBe(["new", "open", "pending", "solved"], $"seed {seed}");
    }

    [Fact]
    public async Task An_event_that_arrives_late_does_not_reopen_a_solved_ticket_but_is_part_of_its_history()
    {
        await zendesk.Host.SendAsync(
            new ApplyTicketObservations([
                Observed.Export(
                    _ticket,
                    Observed.Printer with
                    {
                        RequesterId = _requester,
                        Status = TicketStatus.Solved,
                        UpdatedAt = Observed.Noon.AddSeconds(30),
                    }
                ),
            ])
        );

        await TellAsync(Event("status_changed", second: 10) with { Status = "HOLD" });

        (await ListAsync(query: "?status=all")).ShouldHaveSingleItem().GetProperty("status").GetString().ShouldBe("solved");
        (await HistoryAsync()).ShouldBe(["hold", "solved"]);
    }

    [Fact]
    public async Task An_event_that_does_not_say_since_when_its_status_holds_has_the_ticket_read_again()
    {
        await TellAsync(Event("created"));
        (await TicketAsync("reread_due")).ShouldBe(false);

        await TellAsync(Event("priority_changed", second: 1));

        (await TicketAsync("reread_due")).ShouldBe(true);
    }

    [Fact]
    public async Task A_merge_closes_the_source_and_has_both_tickets_read_again()
    {
        await TellAsync(Event("created"));
        await TellAsync(new TicketEvent(_ticket + 1, "created") { Requester = _requester });

        await TellAsync(
            Event("merged", second: 1) with
            {
                Status = "CLOSED",
                Change = new JsonObject { ["target_ticket_id"] = $"{_ticket + 1}" },
            }
        );

        (await TicketAsync("status || is_merged_away")).ShouldBe("closedtrue");
        (await zendesk.ScalarAsync($"select count(*) from tickets where zendesk_id in ({_ticket}, {_ticket + 1}) and reread_due")).ShouldBe(
            2L
        );
    }

    [Fact]
    public async Task Ids_may_be_numbers_texts_may_hold_anything_and_fields_may_be_missing()
    {
        await TellAsync(
            Event("created") with
            {
                Subject = "a\0b 😀",
                Status = "ARCHIVED",
                Detail = detail =>
                {
                    (detail["id"], detail["requester_id"], detail["assignee_id"]) = (_ticket, _requester, 0);
                    detail.Remove("group_id");
                    detail.Remove("tags");
                    detail["priority"] = "";
                    detail["unheard_of"] = new JsonObject { ["deep"] = new JsonArray(1, 2) };
                },
            }
        );

        var ticket = (await ListAsync(query: "?status=all")).ShouldHaveSingleItem();
        ticket.GetProperty("subject").GetString().ShouldBe("ab 😀");
        ticket.GetProperty("status").GetString().ShouldBe("closed");
        ticket.GetProperty("priority").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task What_a_process_that_died_had_taken_in_is_found_by_the_sweep()
    {
        var told = Event("created");
        await zendesk.ScalarAsync(
            $"""
            insert into webhook_inbox (event_id, type, subject_id, body, received_at, due_at)
            values ('{told.Id}', 'zen:event-type:ticket.created', {_ticket}, convert_to('{told}', 'UTF8'), '2026-03-02T11:59Z', '2026-03-02T11:59Z')
            """
        );

        await zendesk.Host.SendAsync(new ApplyInbox(new SliceBudget(zendesk.Time)));

        (await ListAsync()).ShouldHaveSingleItem();
    }

    private TicketEvent Event(string type, int second = 0) =>
        new(_ticket, type) { Requester = _requester, At = Observed.Noon.AddSeconds(second).AddMilliseconds(672) };

    private Task TellAsync(TicketEvent told) => TellAsync(told.ToString());

    private async Task TellAsync(string body)
    {
        (await zendesk.SendAsync(body)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await zendesk.SettledAsync();
    }

    private async Task<List<JsonElement>> ListAsync(Guid? user = null, string query = "")
    {
        using var client = zendesk.Host.User(user ?? _ada);
        var body = await (await client.GetAsync($"/api/tickets/user/{user ?? _ada}{query}")).JsonAsync();
        return [.. body.GetProperty("tickets").EnumerateArray()];
    }

    private async Task<List<string?>> HistoryAsync()
    {
        using var client = zendesk.Host.User(_ada);
        var body = await (await client.GetAsync($"/api/tickets/{_ticket}/history")).JsonAsync();
        return [.. body.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("to").GetString())];
    }

    private Task<object?> TicketAsync(string column) => zendesk.ScalarAsync($"select {column} from tickets where zendesk_id = {_ticket}");
}
