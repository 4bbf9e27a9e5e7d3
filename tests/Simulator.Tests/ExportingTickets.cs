using System.Text;

namespace TicketPlatform.Simulator.Tests;

public sealed class ExportingTickets : IAsyncLifetime
{
    private Zendesk zendesk = null!;

    public async Task InitializeAsync() => zendesk = await Zendesk.StartAsync();

    public async Task DisposeAsync() => await zendesk.DisposeAsync();

    [Fact]
    public async Task A_walk_brings_every_ticket_once_in_order_of_time_and_id()
    {
        var rows = await zendesk.ExportAsync("per_page=7");
        var keys = rows.Select(row => (row.GetProperty("generated_timestamp").GetInt64(), row.GetProperty("id").GetInt64())).ToList();
        keys.ShouldBe(keys.Order().ToList());
        rows.Select(row => row.GetProperty("id").GetInt64()).Order().ShouldBe(Enumerable.Range(1, 60).Select(id => (long)id));
    }

    [Fact]
    public async Task The_cursor_is_the_last_row_of_the_page()
    {
        var page = await zendesk.GetAsync("/api/v2/incremental/tickets/cursor.json?start_time=0&per_page=5");
        var last = page.GetProperty("tickets")[4];
        var cursor = Encoding.ASCII.GetString(Convert.FromBase64String(page.GetProperty("after_cursor").GetString()!));
        cursor.ShouldBe($"{last.GetProperty("generated_timestamp")}.0||{last.GetProperty("id")}|");
        var url = new Uri(page.GetProperty("after_url").GetString()!);
        url.GetLeftPart(UriPartial.Path).ShouldBe($"{zendesk.Server.BaseAddress}api/v2/incremental/tickets/cursor.json");
        url.Query.ShouldEndWith("&per_page=5");
    }

    [Fact]
    public async Task A_full_page_never_ends_the_stream_and_an_empty_one_has_no_cursor()
    {
        var full = await zendesk.GetAsync("/api/v2/incremental/tickets/cursor?start_time=0&per_page=60");
        full.GetProperty("end_of_stream").GetBoolean().ShouldBeFalse();
        var cursor = Uri.EscapeDataString(full.GetProperty("after_cursor").GetString()!);
        var empty = await zendesk.GetAsync($"/api/v2/incremental/tickets/cursor?cursor={cursor}");
        empty.GetProperty("tickets").GetArrayLength().ShouldBe(0);
        empty.GetProperty("end_of_stream").GetBoolean().ShouldBeTrue();
        empty.GetProperty("after_cursor").ValueKind.ShouldBe(JsonValueKind.Null);
        empty.GetProperty("after_url").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_change_stays_hidden_for_a_minute()
    {
        var ticket = zendesk.World.Apply(new CreateTicket { RequesterEmail = "new@customer.example", Subject = "Fresh" });
        (await zendesk.ExportAsync()).ShouldNotContain(row => row.GetProperty("id").GetInt64() == ticket.Id);
        zendesk.Server.Clock.Advance(TimeSpan.FromSeconds(61));
        (await zendesk.ExportAsync())[^1].GetProperty("id").GetInt64().ShouldBe(ticket.Id);
    }

    [Fact]
    public async Task A_start_in_the_hidden_minute_is_too_recent()
    {
        var now = zendesk.Server.Clock.Seconds;
        var answer = await zendesk.GetAsync(
            $"/api/v2/incremental/tickets/cursor?start_time={now - 30}",
            HttpStatusCode.UnprocessableEntity
        );
        answer.GetProperty("error").GetString().ShouldBe("InvalidValue");
        await zendesk.GetAsync("/api/v2/incremental/tickets/cursor", HttpStatusCode.BadRequest);
        await zendesk.GetAsync("/api/v2/incremental/tickets/cursor?cursor=nonsense", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_system_update_brings_the_ticket_again_with_its_old_update_time()
    {
        var before = zendesk.World.FindTicket(3)!.UpdatedAt;
        zendesk.World.Apply(new TouchTicket(3));
        zendesk.Server.Clock.Advance(TimeSpan.FromSeconds(90));
        var last = (await zendesk.ExportAsync())[^1];
        last.GetProperty("id").GetInt64().ShouldBe(3);
        last.GetProperty("updated_at").GetDateTimeOffset().ToUnixTimeSeconds().ShouldBe(before);
        last.GetProperty("generated_timestamp").GetInt64().ShouldBeGreaterThan(before);
    }

    [Fact]
    public async Task Deleted_and_scrubbed_tickets_stay_in_the_export_unless_excluded()
    {
        zendesk.World.Apply(new DeleteTicket(5));
        zendesk.World.Apply(new ScrubTicket(6));
        zendesk.Server.Clock.Advance(TimeSpan.FromSeconds(90));
        var rows = (await zendesk.ExportAsync("include=metric_sets")).ToDictionary(row => row.GetProperty("id").GetInt64());
        rows[5].GetProperty("status").GetString().ShouldBe("deleted");
        rows[5].GetProperty("metric_set").ValueKind.ShouldBe(JsonValueKind.Null);
        rows[6].GetProperty("subject").GetString().ShouldBe("SCRUBBED");
        rows[6].GetProperty("description").GetString().ShouldBe("X");
        var kept = await zendesk.ExportAsync("exclude_deleted=true");
        kept.ShouldAllBe(row => row.GetProperty("status").GetString() != "deleted");
        kept.Count.ShouldBeLessThan(rows.Count);
    }

    [Theory]
    [InlineData("", 60)]
    [InlineData("support_type_scope=ai_agent", 1)]
    [InlineData("support_type_scope=all", 61)]
    public async Task Tickets_of_ai_agents_are_hidden_by_default(string parameters, int expected)
    {
        zendesk.World.Apply(new CreateTicket { RequesterEmail = "bot@customer.example", IsForAiAgent = true });
        zendesk.Server.Clock.Advance(TimeSpan.FromSeconds(90));
        (await zendesk.ExportAsync(parameters)).Count.ShouldBe(expected);
    }

    [Fact]
    public async Task Users_can_be_side_loaded()
    {
        var page = await zendesk.GetAsync("/api/v2/incremental/tickets/cursor?start_time=0&include=users,metric_sets");
        var users = page.GetProperty("users").EnumerateArray().Select(user => user.GetProperty("id").GetInt64()).ToHashSet();
        foreach (var ticket in page.GetProperty("tickets").EnumerateArray())
            users.ShouldContain(ticket.GetProperty("requester_id").GetInt64());
    }

    [Fact]
    public async Task The_metric_set_counts_whole_minutes_and_forgets_a_resolution_that_was_reopened()
    {
        var ticket = zendesk.World.Apply(new CreateTicket { RequesterEmail = "metrics@customer.example" });
        zendesk.Server.Clock.Advance(TimeSpan.FromMinutes(30));
        zendesk.World.Apply(
            new UpdateTicket
            {
                TicketId = ticket.Id,
                Status = "solved",
                Comment = new TicketComment("Done", Public: true),
            }
        );
        (await MetricSetAsync(ticket)).GetProperty("full_resolution_time_in_minutes").GetProperty("calendar").GetInt32().ShouldBe(30);
        zendesk.World.Apply(new UpdateTicket { TicketId = ticket.Id, Status = "open" });
        var reopened = await MetricSetAsync(ticket);
        reopened.GetProperty("reopens").GetInt32().ShouldBe(1);
        reopened.GetProperty("replies").GetInt32().ShouldBe(1);
        reopened.GetProperty("full_resolution_time_in_minutes").GetProperty("calendar").ValueKind.ShouldBe(JsonValueKind.Null);
        reopened.GetProperty("first_resolution_time_in_minutes").GetProperty("calendar").GetInt32().ShouldBe(30);
    }

    [Fact]
    public async Task The_time_based_export_finishes_the_second_it_started()
    {
        zendesk.Server.Clock.Advance(TimeSpan.FromMinutes(5));
        foreach (var id in Enumerable.Range(1, 7))
            zendesk.World.Apply(new TouchTicket(id) { At = zendesk.Server.Clock.Seconds - 100 });
        zendesk.World.Apply(new TouchTicket(8) { At = zendesk.Server.Clock.Seconds - 90 });
        var second = zendesk.World.FindTicket(1)!.GeneratedAt;
        var page = await zendesk.GetAsync($"/api/v2/incremental/tickets?start_time={second}&per_page=1");
        page.GetProperty("count").GetInt32().ShouldBe(7);
        page.GetProperty("end_time").GetInt64().ShouldBe(second + 1);
        page.GetProperty("end_of_stream").GetBoolean().ShouldBeFalse();
        page.GetProperty("next_page").GetString()!.ShouldEndWith($"start_time={second + 1}");
    }

    [Fact]
    public async Task The_end_of_the_time_based_export_repeats_its_last_second()
    {
        var page = await zendesk.GetAsync("/api/v2/incremental/tickets.json?start_time=0");
        var last = page.GetProperty("tickets")[59].GetProperty("generated_timestamp").GetInt64();
        page.GetProperty("end_of_stream").GetBoolean().ShouldBeTrue();
        page.GetProperty("end_time").GetInt64().ShouldBe(last);
    }

    private async Task<JsonElement> MetricSetAsync(Ticket ticket)
    {
        zendesk.Server.Clock.Advance(TimeSpan.FromSeconds(90));
        return (await zendesk.ExportAsync("include=metric_sets"))
            .Single(row => row.GetProperty("id").GetInt64() == ticket.Id)
            .GetProperty("metric_set");
    }
}
