using TicketPlatform.Application.Statistics;
using TicketPlatform.Application.Synchronization;
using TicketPlatform.Integration.Tests.Synchronization;

namespace TicketPlatform.Integration.Tests.Statistics;

/// <summary>Events that the export never shows, in hours that are not published yet.</summary>
public sealed class WaitingForHistories : LostEvents
{
    [Fact]
    public async Task An_hour_that_lacks_an_event_waits_until_the_history_of_its_ticket_was_read()
    {
        var ticket = OpenTicket();
        var solvedAt = Change(ticket, "solved");
        Mirror.Zendesk.Clock.Advance(TimeSpan.FromMinutes(1));
        Change(ticket, "open");
        await LoseAsync(ticket, solvedAt);

        var reason = (await WaitingAsync()).ShouldNotBeNull();
        reason.ShouldContain($"ticket {ticket.Id} does not follow");
        var asked = await Mirror.Platform.SendAsync(new GetHourlyStatistics(null, null, GetHourlyStatistics.MostHours, null));
        var open = asked.Value.Hours.First(hour => hour.State == "open");
        (open.Version, open.Figures, open.Reason).ShouldBe((1, null, reason));
        var asOf = open.Hour.AddHours(1).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
        var refused = (await Mirror.Platform.SendAsync(new GetAgentStatistics("7d", asOf))).Failure.ShouldNotBeNull();
        refused.Code.ShouldBe("hour-not-published");
        refused.Detail.ShouldEndWith(reason);
        await Mirror.PublishAsync();

        (await Mirror.Platform.ScalarAsync("select max(version) from statistics_hours")).ShouldBe(1);
        (await DifferencesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_hour_waits_for_what_an_event_after_it_contradicts()
    {
        var ticket = OpenTicket();
        var solvedAt = Change(ticket, "solved");
        Mirror.Zendesk.Clock.Advance(TimeSpan.FromHours(1));
        Change(ticket, "open");
        await LoseAsync(ticket, solvedAt);

        (await WaitingAsync()).ShouldNotBeNull().ShouldContain($"ticket {ticket.Id} does not follow");
        await Mirror.PublishAsync();

        (await Mirror.Platform.ScalarAsync("select max(version) from statistics_hours")).ShouldBe(1);
        (await DifferencesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_hour_waits_for_what_a_later_hour_of_the_same_reading_misses()
    {
        var ticket = AssignedTicket();
        var solvedAt = Change(ticket, "solved");
        Mirror.Zendesk.Clock.Advance(TimeSpan.FromHours(1));
        Comment(ticket, "One more thing.");
        // Neither breaks a chain, and the mirror shows the second alone.
        await LoseAsync(ticket, solvedAt, uint.MaxValue);

        (await WaitingAsync()).ShouldNotBeNull().ShouldContain($"ticket {ticket.Id} end before its last update");
        await Mirror.PublishAsync();

        (await Mirror.Platform.ScalarAsync("select max(version) from statistics_hours")).ShouldBe(1);
        (await DifferencesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_hour_waits_for_an_update_that_was_seen_and_of_which_no_event_tells()
    {
        var (ticket, _) = await OverwriteUntoldAsync();

        (await WaitingAsync()).ShouldNotBeNull().ShouldContain($"no event of ticket {ticket.Id} tells of its update");
        await Mirror.PublishAsync();

        (await Mirror.Platform.ScalarAsync("select max(version) from statistics_hours")).ShouldBe(1);
        (await DifferencesAsync()).ShouldBeEmpty();
        (await Mirror.Platform.ScalarAsync("select count(*) from untold_updates")).ShouldBe(0L);
    }

    [Fact]
    public async Task What_Zendesk_counts_is_heard_also_where_it_comes_after_the_events()
    {
        var ticket = AssignedTicket();
        var stroke = NextHour();
        Mirror.Zendesk.Clock.Set(stroke.AddMinutes(-2));
        Comment(ticket, "We are at it.");
        Mirror.Zendesk.Clock.Set(stroke.AddSeconds(30));
        Comment(ticket, "Solved by tomorrow.");
        Mirror.Zendesk.Clock.Advance(TimeSpan.FromSeconds(65));
        await Mirror.RunAsync(budget => new SyncEvents(budget));
        await Mirror.Platform.ExecuteAsync($"delete from ticket_events where ticket_id = {ticket.Id} and at = '{stroke.AddMinutes(-2):O}'");
        await Mirror.RunAsync(budget => new PublishStatistics(budget));

        await Mirror.RunAsync(budget => new SyncTickets(budget));
        await Mirror.RunAsync(budget => new PublishStatistics(budget));

        (await Mirror.Platform.ScalarAsync("select reason from ticket_audit_reads where due_at is not null")).ShouldBe(
            $"Zendesk's own replies of ticket {ticket.Id} differs"
        );
        await Mirror.PublishAsync();
        (await DifferencesAsync()).ShouldBeEmpty();
        (await Mirror.Platform.ScalarAsync("select max(version) from statistics_hours")).ShouldBe(1);
    }

    [Fact]
    public async Task An_hour_waits_for_the_history_of_a_ticket_of_which_Zendesk_counts_more_comments()
    {
        var ticket = AssignedTicket();
        var said = CommentTwice(ticket);
        await LoseAsync(ticket, said);

        (await WaitingAsync()).ShouldNotBeNull().ShouldContain($"replies of ticket {ticket.Id}");
        await Mirror.PublishAsync();

        (await DifferencesAsync()).ShouldBeEmpty();
        (await CertifiedAsync(said, "historiesRead")).ShouldBe(("green", "1"));
    }

    [Fact]
    public async Task No_history_is_asked_for_because_nobodys_role_is_known_yet()
    {
        await using var mirror = await Mirror.StartAsync(users: 10, tickets: 0);
        mirror.Zendesk.Live(hours: 2, changesPerHour: 60, seed: 4);
        // Tickets wait for the users, unless these cannot be read.
        await mirror.Platform.ExecuteAsync("update sync_streams set failures = 1 where name = 'users'");
        mirror.Zendesk.Clock.Advance(TimeSpan.FromMinutes(2));
        await mirror.RunAsync(budget => new SyncTickets(budget));
        await mirror.RunAsync(budget => new SyncEvents(budget));
        (await mirror.Platform.ScalarAsync("select drained_since is not null from sync_streams where name = 'events'")).ShouldBe(true);

        await mirror.RunAsync(budget => new PublishStatistics(budget));
        (await mirror.Platform.ScalarAsync("select count(*) from ticket_intervals")).ShouldBe(0L);
        await mirror.PublishAsync();

        (await mirror.Platform.ScalarAsync("select count(*) > 0 from ticket_intervals")).ShouldBe(true);
        (await mirror.Platform.ScalarAsync("select count(*) from ticket_audit_reads")).ShouldBe(0L);
    }

    private DateTimeOffset NextHour()
    {
        var now = Mirror.Zendesk.Clock.GetUtcNow();
        return new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero).AddHours(1);
    }

    /// <summary>What the earliest hour that says so waits for.</summary>
    private async Task<string?> WaitingAsync() =>
        (string?)
            await Mirror.Platform.ScalarAsync(
                "select reason from statistics_hours where state = 'open' and reason <> '' order by hour limit 1"
            );
}
