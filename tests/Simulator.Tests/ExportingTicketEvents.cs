namespace TicketPlatform.Simulator.Tests;

public sealed class ExportingTicketEvents : IAsyncLifetime
{
    private Zendesk zendesk = null!;

    public async Task InitializeAsync() => zendesk = await Zendesk.StartAsync();

    public async Task DisposeAsync() => await zendesk.DisposeAsync();

    [Fact]
    public async Task A_walk_brings_every_audit_and_repeats_only_what_lies_on_a_border()
    {
        var rows = await WalkAsync("per_page=7");

        var ids = rows.Select(Id).ToList();
        ids.Distinct().Count().ShouldBe(zendesk.World.Events.Count(each => each.StartsAudit));
        ids.Count.ShouldBeGreaterThan(ids.Distinct().Count());
        rows.Select(row => row.GetProperty("timestamp").GetInt64()).ShouldBeInOrder();
    }

    [Fact]
    public async Task A_change_has_the_name_of_its_field_as_its_key_and_a_comment_tells_whether_it_is_public()
    {
        var agent = zendesk.World.Users.All.First(user => user.IsStaff);
        var ticket = zendesk.World.Tickets.First(ticket => ticket.Status == Names.Open);
        zendesk.World.Apply(
            new UpdateTicket
            {
                TicketId = ticket.Id,
                ActorId = agent.Id,
                Status = "solved",
                Comment = new TicketComment("Done.", false),
            }
        );
        zendesk.Server.Clock.Advance(TimeSpan.FromSeconds(61));

        var happened = (await WalkAsync("include=comment_events"))[^1];

        happened.GetProperty("ticket_id").GetInt64().ShouldBe(ticket.Id);
        happened.GetProperty("updater_id").GetInt64().ShouldBe(agent.Id);
        var children = happened.GetProperty("child_events").EnumerateArray().ToList();
        var status = children.Single(child => child.TryGetProperty("status", out _));
        status.GetProperty("status").GetString().ShouldBe("solved");
        status.GetProperty("previous_value").GetString().ShouldBe("open");
        status.GetProperty("event_type").GetString().ShouldBe("Change");
        var comment = children.Single(child => child.GetProperty("event_type").GetString() == "Comment");
        comment.GetProperty("comment_public").GetBoolean().ShouldBeFalse();
        comment.GetProperty("public").GetBoolean().ShouldBeFalse();
        comment.GetProperty("body").GetString().ShouldBe("Done.");
    }

    [Fact]
    public async Task An_automation_is_no_user()
    {
        var ticket = zendesk.World.Tickets.First(ticket => ticket.Status == Names.Open);
        var replies = ticket.Times.Replies;
        var change = new UpdateTicket
        {
            TicketId = ticket.Id,
            ActorId = TicketEvent.Automation,
            Status = "solved",
            Comment = new TicketComment("Solved by itself.", true),
        };
        zendesk.World.Apply(change);
        zendesk.Server.Clock.Advance(TimeSpan.FromSeconds(61));

        var happened = (await WalkAsync("include=comment_events"))[^1];

        happened.GetProperty("updater_id").GetInt64().ShouldBe(-1);
        var comment = happened.GetProperty("child_events").EnumerateArray().Single(child => Has(child, "author_id"));
        comment.GetProperty("author_id").GetInt64().ShouldBe(-1);
        ticket.Times.Replies.ShouldBe(replies);
    }

    [Fact]
    public async Task Without_the_side_load_a_comment_has_no_text()
    {
        var page = await zendesk.GetAsync("/api/v2/incremental/ticket_events?start_time=0");

        var comments = page.GetProperty("ticket_events")
            .EnumerateArray()
            .SelectMany(happened => happened.GetProperty("child_events").EnumerateArray())
            .Where(child => child.GetProperty("event_type").GetString() == "Comment")
            .ToList();
        comments.ShouldNotBeEmpty();
        comments.ShouldAllBe(comment => !Has(comment, "body") && comment.GetProperty("comment_present").GetBoolean());
    }

    [Fact]
    public async Task A_page_finishes_the_second_that_it_has_begun_and_steps_over_it()
    {
        var (ticket, at) = (zendesk.World.Tickets.First(ticket => ticket.IsOpen), zendesk.Server.Clock.Seconds);
        foreach (var subject in (string[])["a", "b", "c", "d"])
            Change(ticket, subject, at);
        Change(ticket, "e", at + 5);
        zendesk.Server.Clock.Advance(TimeSpan.FromSeconds(90));

        var page = await zendesk.GetAsync($"/api/v2/incremental/ticket_events?start_time={at}&per_page=2");

        page.GetProperty("ticket_events").GetArrayLength().ShouldBe(4);
        page.GetProperty("end_time").GetInt64().ShouldBe(at + 1);
        page.GetProperty("end_of_stream").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task The_last_second_comes_again_and_the_last_minute_not_yet()
    {
        var before = await zendesk.GetAsync("/api/v2/incremental/ticket_events?start_time=0");
        Change(zendesk.World.Tickets.First(ticket => ticket.IsOpen), "Young", zendesk.Server.Clock.Seconds);

        var end = before.GetProperty("end_time").GetInt64();
        var again = await zendesk.GetAsync($"/api/v2/incremental/ticket_events?start_time={end}");

        before.GetProperty("end_of_stream").GetBoolean().ShouldBeTrue();
        var rows = again.GetProperty("ticket_events").EnumerateArray().ToList();
        rows.ShouldNotBeEmpty();
        rows.ShouldAllBe(row => row.GetProperty("timestamp").GetInt64() == end);
        again.GetProperty("end_time").GetInt64().ShouldBe(end);

        zendesk.Server.Clock.Advance(TimeSpan.FromSeconds(61));
        var later = await zendesk.GetAsync($"/api/v2/incremental/ticket_events?start_time={end}");
        later.GetProperty("ticket_events").GetArrayLength().ShouldBe(rows.Count + 1);
    }

    [Fact]
    public async Task A_start_in_the_hidden_minute_is_too_recent_and_none_at_all_is_refused()
    {
        var young = zendesk.Server.Clock.Seconds - 30;
        await zendesk.GetAsync($"/api/v2/incremental/ticket_events?start_time={young}", HttpStatusCode.UnprocessableEntity);
        await zendesk.GetAsync("/api/v2/incremental/ticket_events", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Only_an_admin_may_read_events()
    {
        var agent = zendesk.World.Users.All.First(user => user is { IsStaff: true, Role: "agent" });
        zendesk.SignIn(agent.Email!, zendesk.Server.Options.ApiToken);

        await zendesk.GetAsync("/api/v2/incremental/ticket_events?start_time=0", HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_event_has_the_id_of_the_audit_that_its_change_was_answered_with()
    {
        var ticket = zendesk.World.Tickets.First(ticket => ticket.Status == Names.Open);
        var answer = await zendesk.SendAsync(HttpMethod.Put, $"/api/v2/tickets/{ticket.Id}", """{"ticket":{"status":"pending"}}""");
        zendesk.Server.Clock.Advance(TimeSpan.FromSeconds(61));

        Id((await WalkAsync("per_page=1000"))[^1]).ShouldBe(answer.GetProperty("audit").GetProperty("id").GetInt64());
    }

    [Fact]
    public async Task A_deletion_and_its_undoing_are_changes_of_the_status()
    {
        var ticket = zendesk.World.Tickets.First(ticket => ticket.Status == Names.Open);
        zendesk.World.Apply(new DeleteTicket(ticket.Id));
        zendesk.World.Apply(new RestoreTicket(ticket.Id));
        zendesk.Server.Clock.Advance(TimeSpan.FromSeconds(61));

        var changes = (await WalkAsync("per_page=1000"))
            .SelectMany(happened => happened.GetProperty("child_events").EnumerateArray())
            .Where(child => child.TryGetProperty("status", out _))
            .TakeLast(2)
            .Select(child => (child.GetProperty("previous_value").GetString(), child.GetProperty("status").GetString()));
        changes.ShouldBe([("open", "deleted"), ("deleted", "open")]);
    }

    [Fact]
    public async Task Events_draw_on_the_budget_of_all_exports()
    {
        await using var limited = await Zendesk.StartAsync(new SimulatorOptions { Users = 5, Tickets = 5 });
        for (var request = 0; request < 5; request++)
        {
            await limited.GetAsync("/api/v2/incremental/tickets/cursor?start_time=0");
            await limited.GetAsync("/api/v2/incremental/ticket_events?start_time=0");
        }
        await limited.GetAsync("/api/v2/incremental/ticket_events?start_time=0", HttpStatusCode.TooManyRequests);
    }

    private void Change(Ticket ticket, string subject, uint at) =>
        zendesk.World.Apply(
            new UpdateTicket
            {
                TicketId = ticket.Id,
                Subject = subject,
                At = at,
            }
        );

    private async Task<List<JsonElement>> WalkAsync(string parameters)
    {
        var all = new List<JsonElement>();
        for (var start = 0L; ; )
        {
            var page = await zendesk.GetAsync($"/api/v2/incremental/ticket_events?start_time={start}&{parameters}");
            all.AddRange(page.GetProperty("ticket_events").EnumerateArray());
            if (page.GetProperty("end_of_stream").GetBoolean())
                return all;
            // A full page that holds one second only would come again for ever.
            start = Math.Max(start + 1, page.GetProperty("end_time").GetInt64());
        }
    }

    private static long Id(JsonElement row) => row.GetProperty("id").GetInt64();

    private static bool Has(JsonElement row, string name) => row.TryGetProperty(name, out _);
}
