using TicketPlatform.Application.Statistics;
using TicketPlatform.Application.Synchronization;
using TicketPlatform.Integration.Tests.Synchronization;
using TicketPlatform.Testing;
using TicketPlatform.ZendeskSimulator.Account;

namespace TicketPlatform.Integration.Tests.Statistics;

/// <summary>Events that the export never shows, in hours that are not published yet.</summary>
public sealed class WaitingForHistories : IAsyncLifetime
{
    private Mirror _mirror = null!;

    public async Task InitializeAsync() => _mirror = await PublishedAccount.StartAsync(days: 1);

    public async Task DisposeAsync() => await _mirror.DisposeAsync();

    [Fact]
    public async Task An_hour_that_lacks_an_event_waits_until_the_history_of_its_ticket_was_read()
    {
        var ticket = OpenTicket();
        var solvedAt = Change(ticket, "solved");
        _mirror.Zendesk.Clock.Advance(TimeSpan.FromMinutes(1));
        Change(ticket, "open");
        await LoseAsync(ticket, solvedAt);

        var reason = (await WaitingAsync()).ShouldNotBeNull();
        reason.ShouldContain($"ticket {ticket.Id} does not follow");
        var asked = await _mirror.Platform.SendAsync(new GetHourlyStatistics(null, null, GetHourlyStatistics.MostHours, null));
        var open = asked.Value.Hours.First(hour => hour.State == "open");
        (open.Version, open.Figures, open.Reason).ShouldBe((1, null, reason));
        var asOf = open.Hour.AddHours(1).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
        var refused = (await _mirror.Platform.SendAsync(new GetAgentStatistics("7d", asOf))).Failure.ShouldNotBeNull();
        refused.Code.ShouldBe("hour-not-published");
        refused.Detail.ShouldEndWith(reason);
        await _mirror.PublishAsync();

        (await _mirror.Platform.ScalarAsync("select max(version) from statistics_hours")).ShouldBe(1);
        (await DifferencesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_hour_waits_for_what_an_event_after_it_contradicts()
    {
        var ticket = OpenTicket();
        var solvedAt = Change(ticket, "solved");
        _mirror.Zendesk.Clock.Advance(TimeSpan.FromHours(1));
        Change(ticket, "open");
        await LoseAsync(ticket, solvedAt);

        (await WaitingAsync()).ShouldNotBeNull().ShouldContain($"ticket {ticket.Id} does not follow");
        await _mirror.PublishAsync();

        (await _mirror.Platform.ScalarAsync("select max(version) from statistics_hours")).ShouldBe(1);
        (await DifferencesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_hour_waits_for_what_a_later_hour_of_the_same_reading_misses()
    {
        var world = _mirror.Zendesk.World;
        var ticket = world.Tickets.First(ticket => ticket.IsOpen && ticket.Assignee != Names.None);
        var solvedAt = Change(ticket, "solved");
        _mirror.Zendesk.Clock.Advance(TimeSpan.FromHours(1));
        Comment(ticket, "One more thing.");
        // Neither breaks a chain, and the mirror shows the second alone.
        await LoseAsync(ticket, solvedAt, uint.MaxValue);

        (await WaitingAsync()).ShouldNotBeNull().ShouldContain($"ticket {ticket.Id} end before its last update");
        await _mirror.PublishAsync();

        (await _mirror.Platform.ScalarAsync("select max(version) from statistics_hours")).ShouldBe(1);
        (await DifferencesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_hour_waits_for_an_update_that_was_seen_and_of_which_no_event_tells()
    {
        var (ticket, _) = await OverwriteUntoldAsync();

        (await WaitingAsync()).ShouldNotBeNull().ShouldContain($"no event of ticket {ticket.Id} tells of its update");
        await _mirror.PublishAsync();

        (await _mirror.Platform.ScalarAsync("select max(version) from statistics_hours")).ShouldBe(1);
        (await DifferencesAsync()).ShouldBeEmpty();
        (await _mirror.Platform.ScalarAsync("select count(*) from untold_updates")).ShouldBe(0L);
    }

    [Fact]
    public async Task An_event_that_came_before_its_ticket_was_found_gone_is_not_missing()
    {
        var (ticket, solvedAt) = await OverwriteUntoldAsync();
        (await _mirror.Platform.ScalarAsync("select count(*) from ticket_audit_reads where due_at is not null")).ShouldBe(1L);

        await ReadEventsAgainAsync();
        _mirror.Zendesk.World.Apply(new DeleteTicket(ticket.Id));
        await _mirror.PublishAsync();

        (await _mirror.Platform.ScalarAsync("select is_gone from ticket_audit_reads")).ShouldBe(true);
        (await CertifiedAsync(solvedAt, "historiesGone")).ShouldBe(("green", "0"));
        (await DifferencesAsync()).ShouldBeEmpty();
        (await _mirror.Platform.ScalarAsync("select count(*) from untold_updates")).ShouldBe(0L);
    }

    [Fact]
    public async Task One_of_two_missing_events_that_comes_after_all_does_not_prove_a_history_that_is_gone()
    {
        var ticket = _mirror.Zendesk.World.Tickets.First(ticket => ticket.IsOpen && ticket.Assignee != Names.None);
        var first = _mirror.Zendesk.Clock.Seconds;
        // Comments break no chain.
        Comment(ticket, "We are at it.");
        await _mirror.SettleAsync();
        Comment(ticket, "Solved by tomorrow.");
        await _mirror.SettleAsync();
        _mirror.Zendesk.World.Apply(new DeleteTicket(ticket.Id));
        await LoseAsync(ticket, first, uint.MaxValue);
        await _mirror.PublishAsync();
        (await CertifiedAsync(first, "historiesGone")).ShouldBe(("amber", "1"));

        await ReadEventsAgainAsync();
        await ForgetAsync(ticket, first, first);
        await _mirror.PublishAsync();

        (await CertifiedAsync(first, "historiesGone")).ShouldBe(("amber", "1"));
        await ReadEventsAgainAsync();
        await _mirror.PublishAsync();
        (await CertifiedAsync(first, "historiesGone")).ShouldBe(("green", "0"));
        (await DifferencesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_Zendesk_counts_is_heard_also_where_it_comes_after_the_events()
    {
        var world = _mirror.Zendesk.World;
        var ticket = world.Tickets.First(ticket => ticket.IsOpen && ticket.Assignee != Names.None);
        var stroke = NextHour();
        _mirror.Zendesk.Clock.Set(stroke.AddMinutes(-2));
        Comment(ticket, "We are at it.");
        _mirror.Zendesk.Clock.Set(stroke.AddSeconds(30));
        Comment(ticket, "Solved by tomorrow.");
        _mirror.Zendesk.Clock.Advance(TimeSpan.FromSeconds(65));
        await _mirror.RunAsync(budget => new SyncEvents(budget));
        await _mirror.Platform.ExecuteAsync(
            $"delete from ticket_events where ticket_id = {ticket.Id} and at = '{stroke.AddMinutes(-2):O}'"
        );
        await _mirror.RunAsync(budget => new PublishStatistics(budget));

        await _mirror.RunAsync(budget => new SyncTickets(budget));
        await _mirror.RunAsync(budget => new PublishStatistics(budget));

        (await _mirror.Platform.ScalarAsync("select reason from ticket_audit_reads where due_at is not null")).ShouldBe(
            $"Zendesk's own replies of ticket {ticket.Id} differs"
        );
        await _mirror.PublishAsync();
        (await DifferencesAsync()).ShouldBeEmpty();
        (await _mirror.Platform.ScalarAsync("select max(version) from statistics_hours")).ShouldBe(1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    public async Task An_hour_whose_missing_event_is_gone_with_its_ticket_is_published_amber(int minutesUntilItShows)
    {
        var ticket = OpenTicket();
        var solvedAt = Change(ticket, "solved");
        _mirror.Zendesk.Clock.Advance(TimeSpan.FromMinutes(minutesUntilItShows));
        Change(ticket, "open");
        _mirror.Zendesk.Clock.Advance(TimeSpan.FromHours(1));
        _mirror.Zendesk.World.Apply(new DeleteTicket(ticket.Id));
        await LoseAsync(ticket, solvedAt);
        _mirror.Zendesk.Clock.Advance(TimeSpan.FromHours(1));

        await _mirror.PublishAsync();

        (await CertifiedAsync(solvedAt, "historiesGone")).ShouldBe(("amber", "1"));
        // What followed from it lasted until the ticket was deleted.
        var deletedAt = solvedAt + (uint)(60 * (minutesUntilItShows + 60));
        (await CertifiedAsync(deletedAt, "historiesGone")).ShouldBe(("amber", "1"));
        (await CertifiedAsync(deletedAt + 3_600, "historiesGone")).ShouldBe(("green", "0"));
        // What is published since the last event that is known says so too, in a version of its own.
        (await CertifiedAsync(solvedAt - 3_600, "historiesGone")).ShouldBe(("amber", "1"));
        (
            await _mirror.Platform.ScalarAsync(
                "select difference from statistics_hours where state = 'final' and version = 2 order by hour desc limit 1"
            )
        ).ShouldBe("""{"historiesGone":{"before":0,"after":1}}""");
    }

    [Fact]
    public async Task A_missing_event_that_comes_after_all_proves_a_history_that_is_gone()
    {
        var (_, solvedAt) = await LoseWithItsTicketAsync();

        await ReadEventsAgainAsync();
        await _mirror.PublishAsync();

        (await CertifiedAsync(solvedAt, "historiesGone")).ShouldBe(("green", "0"));
        (await DifferencesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_history_of_a_restored_ticket_is_read_after_all()
    {
        var (ticket, solvedAt) = await LoseWithItsTicketAsync();

        _mirror.Zendesk.World.Apply(new RestoreTicket(ticket.Id));
        _mirror.Zendesk.Clock.Advance(TimeSpan.FromHours(1));
        Change(ticket, "solved");
        _mirror.Zendesk.Clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromMinutes(3));
        await _mirror.PublishAsync();

        (await CertifiedAsync(solvedAt, "historiesGone")).ShouldBe(("green", "0"));
        (await DifferencesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_hour_waits_for_the_history_of_a_ticket_of_which_Zendesk_counts_more_comments()
    {
        var world = _mirror.Zendesk.World;
        var ticket = world.Tickets.First(ticket => ticket.IsOpen && ticket.Assignee != Names.None);
        var said = _mirror.Zendesk.Clock.Seconds;
        Comment(ticket, "We are at it.");
        _mirror.Zendesk.Clock.Advance(TimeSpan.FromMinutes(1));
        Comment(ticket, "Solved by tomorrow.");
        _mirror.Zendesk.Clock.Advance(TimeSpan.FromHours(1));
        await LoseAsync(ticket, said);

        (await WaitingAsync()).ShouldNotBeNull().ShouldContain($"replies of ticket {ticket.Id}");
        await _mirror.PublishAsync();

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

    private Ticket OpenTicket() => _mirror.Zendesk.World.Tickets.First(ticket => ticket.IsOpen);

    /// <summary>Answers when (Unix seconds).</summary>
    private uint Change(Ticket ticket, string status)
    {
        _mirror.Zendesk.World.Apply(new UpdateTicket { TicketId = ticket.Id, Status = status });
        return _mirror.Zendesk.Clock.Seconds;
    }

    private void Comment(Ticket ticket, string text) =>
        _mirror.Zendesk.World.Apply(
            new UpdateTicket
            {
                TicketId = ticket.Id,
                ActorId = _mirror.Zendesk.World.Users[ticket.Assignee].Id,
                Comment = new TicketComment(text, Public: true),
            }
        );

    private DateTimeOffset NextHour()
    {
        var now = _mirror.Zendesk.Clock.GetUtcNow();
        return new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero).AddHours(1);
    }

    /// <summary>Lets the hour pass, reads everything but some events of a ticket, and tries to publish.</summary>
    private async Task LoseAsync(Ticket ticket, uint first, uint? last = null)
    {
        _mirror.Zendesk.Clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromMinutes(3));
        await _mirror.SettleAsync();
        await _mirror.RunAsync(budget => new SyncEvents(budget));
        await ForgetAsync(ticket, first, last ?? first);
        await _mirror.RunAsync(budget => new PublishStatistics(budget));
    }

    private Task ForgetAsync(Ticket ticket, uint first, uint last) =>
        _mirror.Platform.ExecuteAsync(
            $"delete from ticket_events where ticket_id = {ticket.Id} and at between to_timestamp({first}) and to_timestamp({last})"
        );

    /// <summary>From the first on, as if they had become visible only now.</summary>
    private async Task ReadEventsAgainAsync()
    {
        await _mirror.Platform.ExecuteAsync(
            "update sync_streams set run = gen_random_uuid(), seq = 0, cursor = null, completed_at = null where name = 'events'"
        );
        await _mirror.RunAsync(budget => new SyncEvents(budget));
    }

    /// <summary>
    /// Lets the mirror see a ticket solved, and later reopened, of which no event tells: those of the reopening become visible later than it
    /// is seen, so no chain is broken yet.
    /// </summary>
    private async Task<(Ticket Ticket, uint SolvedAt)> OverwriteUntoldAsync()
    {
        var ticket = OpenTicket();
        var solvedAt = Change(ticket, "solved");
        await _mirror.SettleAsync();
        _mirror.Zendesk.Clock.Advance(TimeSpan.FromHours(1));
        Change(ticket, "open");
        await _mirror.SettleAsync();
        await LoseAsync(ticket, solvedAt, uint.MaxValue);
        return (ticket, solvedAt);
    }

    /// <summary>Loses the solving of a ticket that was reopened and deleted since, and publishes its hours without it.</summary>
    private async Task<(Ticket Ticket, uint SolvedAt)> LoseWithItsTicketAsync()
    {
        var ticket = OpenTicket();
        var solvedAt = Change(ticket, "solved");
        _mirror.Zendesk.Clock.Advance(TimeSpan.FromMinutes(1));
        Change(ticket, "open");
        _mirror.Zendesk.Clock.Advance(TimeSpan.FromHours(1));
        _mirror.Zendesk.World.Apply(new DeleteTicket(ticket.Id));
        await LoseAsync(ticket, solvedAt);
        await _mirror.PublishAsync();
        (await CertifiedAsync(solvedAt, "historiesGone")).ShouldBe(("amber", "1"));
        return (ticket, solvedAt);
    }

    /// <summary>What the earliest hour that says so waits for.</summary>
    private async Task<string?> WaitingAsync() =>
        (string?)
            await _mirror.Platform.ScalarAsync(
                "select reason from statistics_hours where state = 'open' and reason <> '' order by hour limit 1"
            );

    private async Task<(string? Verdict, string? Count)> CertifiedAsync(uint at, string count)
    {
        var hour = $"from statistics_hours where hour = date_trunc('hour', to_timestamp({at})) and state = 'final'";
        return (
            (string?)await _mirror.Platform.ScalarAsync($"select certificate::jsonb ->> 'verdict' {hour}"),
            (string?)await _mirror.Platform.ScalarAsync($"select certificate::jsonb ->> '{count}' {hour}")
        );
    }

    private Task<IReadOnlyList<string>> DifferencesAsync() =>
        FigureComparison.DifferencesAsync(_mirror.Platform.Database.ConnectionString, _mirror.Zendesk.BaseAddress);
}
