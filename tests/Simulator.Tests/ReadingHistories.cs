namespace TicketPlatform.Simulator.Tests;

public sealed class ReadingHistories : IAsyncLifetime
{
    private Zendesk zendesk = null!;

    public async Task InitializeAsync() => zendesk = await Zendesk.StartAsync();

    public async Task DisposeAsync() => await zendesk.DisposeAsync();

    [Fact]
    public async Task Audits_tell_what_the_export_of_events_tells_and_an_agent_may_read_them()
    {
        var agent = zendesk.World.Users.All.First(user => user.Role == "agent");
        var ticket = zendesk.World.Apply(new CreateTicket { RequesterEmail = "ada@customer.example", Subject = "Printer" });
        Update(ticket, agent.Id, "solved", "Done.");
        Update(ticket, TicketEvent.Automation, "closed", null);
        zendesk.Server.Clock.Advance(TimeSpan.FromSeconds(61));
        var exported = await zendesk.GetAsync($"/api/v2/incremental/ticket_events?start_time={ticket.CreatedAt}");
        zendesk.SignIn(agent.Email!, zendesk.Server.Options.ApiToken);

        var audits = await AuditsAsync(ticket, "page[size]=100");

        audits
            .Select(Id)
            .ShouldBe(
                exported
                    .GetProperty("ticket_events")
                    .EnumerateArray()
                    .Where(row => row.GetProperty("ticket_id").GetInt64() == ticket.Id)
                    .Select(Id)
            );
        audits
            .Select(audit => audit.GetProperty("author_id").GetInt64())
            .ShouldBe([zendesk.World.Users[ticket.Submitter].Id, agent.Id, -1]);
        var events = audits.Select(audit => audit.GetProperty("events").EnumerateArray().ToList()).ToList();
        events[0].Single(part => IsStatus(part)).GetProperty("value").GetString().ShouldBe("new");
        events[0].ShouldContain(part => part.GetProperty("type").GetString() == "Comment");
        events[2].Single(part => IsStatus(part)).GetProperty("previous_value").GetString().ShouldBe("solved");
    }

    [Fact]
    public async Task Audits_come_in_pages_by_cursor_or_by_offset()
    {
        var ticket = zendesk.World.Tickets.First(ticket => ticket.IsOpen);
        for (var change = 0; change < 5; change++)
            Update(ticket, null, change % 2 == 0 ? "hold" : "pending", null);
        var all = (await AuditsAsync(ticket, "page[size]=100")).Select(Id).ToList();

        var byCursor = new List<long>();
        for (var place = ""; ; )
        {
            var page = await zendesk.GetAsync($"/api/v2/tickets/{ticket.Id}/audits?page[size]=2{place}");
            byCursor.AddRange(page.GetProperty("audits").EnumerateArray().Select(Id));
            if (!page.GetProperty("meta").GetProperty("has_more").GetBoolean())
                break;
            place = $"&page[after]={Uri.EscapeDataString(page.GetProperty("meta").GetProperty("after_cursor").GetString()!)}";
        }
        var second = await zendesk.GetAsync($"/api/v2/tickets/{ticket.Id}/audits?per_page=3&page=2");

        byCursor.ShouldBe(all);
        second.GetProperty("audits").EnumerateArray().Select(Id).ShouldBe(all.Skip(3).Take(3));
        second.GetProperty("count").GetInt32().ShouldBe(all.Count);
    }

    [Fact]
    public async Task An_archived_ticket_has_all_its_audits_on_one_page()
    {
        var ticket = zendesk.World.Tickets.First(ticket => ticket.Status == Names.Open);
        Update(ticket, null, "closed", null);
        zendesk.Server.Clock.Advance(TimeSpan.FromDays(121));

        var answer = await zendesk.GetAsync($"/api/v2/tickets/{ticket.Id}/audits?page[size]=1");

        answer.GetProperty("audits").GetArrayLength().ShouldBe(answer.GetProperty("count").GetInt32());
        answer.GetProperty("count").GetInt32().ShouldBeGreaterThan(1);
        answer.GetProperty("next_page").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Metrics_are_those_of_the_side_load()
    {
        var ticket = zendesk.World.Tickets.First(ticket => ticket.Status == Names.Open);
        var alone = (await zendesk.GetAsync($"/api/v2/tickets/{ticket.Id}/metrics")).GetProperty("ticket_metric");

        var exported = (await zendesk.ExportAsync("include=metric_sets")).Single(row => Id(row) == ticket.Id);
        alone.GetRawText().ShouldBe(exported.GetProperty("metric_set").GetRawText());
        var byId = await zendesk.GetAsync($"/api/v2/ticket_metrics/{Id(alone)}");
        byId.GetProperty("ticket_metric").GetRawText().ShouldBe(alone.GetRawText());
        var listed = (await zendesk.GetAsync("/api/v2/ticket_metrics?page[size]=100"))
            .GetProperty("ticket_metrics")
            .EnumerateArray()
            .ToList();
        listed.Single(row => Id(row) == Id(alone)).GetRawText().ShouldBe(alone.GetRawText());
        listed.Select(row => row.GetProperty("created_at").GetDateTimeOffset()).ShouldBeInOrder(SortDirection.Descending);
    }

    [Fact]
    public async Task A_deleted_or_unknown_ticket_has_no_history()
    {
        var ticket = zendesk.World.Tickets.First(ticket => ticket.Status == Names.Open);
        zendesk.World.Apply(new DeleteTicket(ticket.Id));

        foreach (var path in (string[])["audits", "metrics"])
        {
            await zendesk.GetAsync($"/api/v2/tickets/{ticket.Id}/{path}", HttpStatusCode.NotFound);
            await zendesk.GetAsync($"/api/v2/tickets/4711/{path}", HttpStatusCode.NotFound);
        }
        await zendesk.GetAsync("/api/v2/ticket_metrics/4711", HttpStatusCode.NotFound);
    }

    private void Update(Ticket ticket, long? actor, string status, string? comment) =>
        zendesk.World.Apply(
            new UpdateTicket
            {
                TicketId = ticket.Id,
                ActorId = actor,
                Status = status,
                Comment = comment is null ? null : new TicketComment(comment, Public: true),
            }
        );

    private async Task<List<JsonElement>> AuditsAsync(Ticket ticket, string parameters) =>
        [.. (await zendesk.GetAsync($"/api/v2/tickets/{ticket.Id}/audits?{parameters}")).GetProperty("audits").EnumerateArray()];

    private static long Id(JsonElement row) => row.GetProperty("id").GetInt64();

    private static bool IsStatus(JsonElement part) => part.TryGetProperty("field_name", out var name) && name.GetString() == "status";
}
