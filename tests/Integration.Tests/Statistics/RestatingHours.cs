using TicketPlatform.Application.Statistics;
using TicketPlatform.Domain.Kernel;
using TicketPlatform.Domain.Statistics;
using TicketPlatform.Integration.Tests.Synchronization;
using TicketPlatform.Testing;
using TicketPlatform.ZendeskSimulator.Account;

namespace TicketPlatform.Integration.Tests.Statistics;

public sealed class RestatingHours : IAsyncLifetime
{
    private Mirror _mirror = null!;

    public async Task InitializeAsync() => _mirror = await PublishedAccount.StartAsync(days: 1);

    public async Task DisposeAsync() => await _mirror.DisposeAsync();

    [Fact]
    public async Task What_is_learned_late_is_published_beside_what_was_known_with_the_difference()
    {
        var (ticket, hour) = SolveInThePast(hoursAgo: 5);
        var before = await HourAsync(hour);

        await ReadHistoryAsync(ticket);
        await _mirror.PublishAsync();

        var after = await HourAsync(hour);
        after.Version.ShouldBe(2);
        after.State.ShouldBe("final");
        var change = after.Difference!.Value.GetProperty("resolutionEvents");
        (change.GetProperty("after").GetInt64() - change.GetProperty("before").GetInt64()).ShouldBe(1);
        var former = await HourAsync(hour, version: 1);
        former.State.ShouldBe("restated");
        former.Figures!.Value.GetRawText().ShouldBe(before.Figures!.Value.GetRawText());
        (await DifferencesAsync()).ShouldBeEmpty();
        (await CertificateComparison.DifferencesAsync(_mirror.Platform.Database.ConnectionString)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_explains_a_figure_is_of_its_version_or_refused()
    {
        var (ticket, hour) = SolveInThePast(hoursAgo: 5);
        var first = await ExplainAsync(hour, limit: 1);
        first.Value.Version.ShouldBe(1);

        await ReadHistoryAsync(ticket);
        await _mirror.RunAsync(budget => new ReadAudits(budget));

        (await ExplainAsync(hour)).Failure?.Code.ShouldBe("hour-restated");
        (await AsOfAsync(hour, hours: 2)).Failure?.Code.ShouldBe("not-proven-yet");

        await _mirror.PublishAsync();
        var second = await ExplainAsync(hour);
        second.Value.Version.ShouldBe(2);
        second.Value.Parts.ShouldContain(part => part.TicketId == ticket);
        (await AsOfAsync(hour, hours: 2)).Value.State.ShouldBe("computed");
        first.Value.Page.Next.ShouldNotBeNull();
        (await ExplainAsync(hour, cursor: first.Value.Page.Next)).Failure?.Code.ShouldBe("hour-restated");
    }

    [Fact]
    public async Task A_merge_that_was_learned_late_counts_from_the_closing_on_whatever_was_done_to_the_ticket_since()
    {
        var world = _mirror.Zendesk.World;
        var open = world.Tickets.Where(ticket => ticket.IsOpen).DistinctBy(ticket => ticket.Requester).Take(2).ToArray();
        var merged = _mirror.Zendesk.Clock.Seconds;
        world.Apply(new MergeTickets(open[0].Id, [open[1].Id]));
        await PassHoursAsync();
        // As if the exports had shown the ticket only after its hour was published; its events they did show.
        await _mirror.Platform.ExecuteAsync(
            $"update tickets set is_merged_away = false where zendesk_id = {open[1].Id}; insert into statistics_changes (ticket_id, since) values ({open[1].Id}, to_timestamp({merged}))"
        );
        await _mirror.PublishAsync();
        (await DifferencesAsync()).ShouldNotBeEmpty();

        world.Apply(new MergeUsers(world.Users[open[1].Requester].Id, world.Users[open[0].Requester].Id));
        await PassHoursAsync();

        (await DifferencesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_merge_that_only_the_restored_ticket_shows_counts_from_the_closing_on()
    {
        var world = _mirror.Zendesk.World;
        var open = world.Tickets.Where(ticket => ticket.IsOpen).Take(2).ToArray();
        world.Apply(new MergeTickets(open[0].Id, [open[1].Id]));
        _mirror.Zendesk.Clock.Advance(TimeSpan.FromHours(1));
        world.Apply(new DeleteTicket(open[1].Id));
        await PassHoursAsync();
        // As if the mirror had seen the ticket only while it was deleted, without its tags.
        await _mirror.Platform.ExecuteAsync($"update tickets set is_merged_away = false where zendesk_id = {open[1].Id}");
        await _mirror.Platform.ExecuteAsync($"insert into statistics_changes (ticket_id, since) values ({open[1].Id}, 'epoch')");
        await _mirror.PublishAsync();

        world.Apply(new RestoreTicket(open[1].Id));
        await PassHoursAsync();

        (await DifferencesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_version_that_would_say_the_same_is_not_published()
    {
        await _mirror.Platform.ExecuteAsync("insert into statistics_changes (since) select min(hour) from statistics_hours");

        await _mirror.PublishAsync();

        (await _mirror.Platform.ScalarAsync("select max(version) from statistics_hours")).ShouldBe(1);
        (await _mirror.Platform.ScalarAsync("select count(*) from statistics_changes")).ShouldBe(0L);
    }

    [Fact]
    public async Task A_published_hour_that_lacks_an_event_waits_to_be_restated_until_the_history_of_its_ticket_was_read()
    {
        // An event that the export never showed, and a later one of the same ticket, which does not follow from what is known.
        var (ticket, hour) = SolveInThePast(hoursAgo: 1);
        _mirror.Zendesk.World.Apply(new UpdateTicket { TicketId = ticket, Status = "open" });
        _mirror.Zendesk.Clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromMinutes(3));
        await _mirror.SettleAsync();
        await _mirror.RunAsync(budget => new SyncEvents(budget));
        await _mirror.RunAsync(budget => new PublishStatistics(budget));

        var reason = (string?)
            await _mirror.Platform.ScalarAsync(
                "select reason from statistics_hours where state = 'open' and reason <> '' order by hour limit 1"
            );
        reason.ShouldNotBeNull().ShouldContain($"ticket {ticket}");

        await _mirror.PublishAsync();

        (await HourAsync(hour)).Version.ShouldBe(2);
        (await DifferencesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_nobody_can_explain_is_told_also_where_it_is_learned_after_the_hour_was_published()
    {
        var ticket = (long)
            (
                await _mirror.Platform.ScalarAsync(
                    """
                    select zendesk_id from tickets join ticket_metric_sets metrics on metrics.ticket_id = zendesk_id and metrics.version = tickets.version
                    where tickets.status <> 'deleted' and tickets.updated_at = (select max(at) from ticket_events fact where fact.ticket_id = zendesk_id)
                        and tickets.updated_at < (select max(hour) from statistics_hours where state = 'final')
                    order by tickets.updated_at desc limit 1
                    """
                )
            )!;
        await _mirror.Platform.ExecuteAsync(
            $"""
            update ticket_metric_sets set replies = replies + 9 where ticket_id = {ticket};
            insert into statistics_changes (ticket_id, since) select {ticket}, updated_at from tickets where zendesk_id = {ticket}
            """
        );
        await _mirror.RunAsync(budget => new PublishStatistics(budget));
        var updated = (DateTime)(await _mirror.Platform.ScalarAsync($"select updated_at from tickets where zendesk_id = {ticket}"))!;
        var hour = new DateTimeOffset(updated.Date.AddHours(updated.Hour), TimeSpan.Zero);
        (await ExplainAsync(hour)).Failure?.Code.ShouldBe("hour-restated");

        await _mirror.RunAsync(budget => new ReadAudits(budget));
        await _mirror.RunAsync(budget => new PublishStatistics(budget));

        var told = await HourAsync(hour);
        (told.Version, told.Difference!.Value.GetRawText()).ShouldBe((2, """{"unexplained":{"before":0,"after":1}}"""));
        (
            await _mirror.Platform.ScalarAsync(
                "select string_agg(ticket_id || ' ' || figure || ' ' || cause, ', ') from statistics_discrepancies where version = 2"
            )
        ).ShouldBe($"{ticket} replies unexplained");
    }

    [Fact]
    public async Task An_update_that_tells_nothing_new_of_an_old_ticket_opens_no_hour()
    {
        var world = _mirror.Zendesk.World;
        var old = world.Tickets.Where(ticket => !ticket.IsDeleted).MinBy(ticket => ticket.UpdatedAt)!;
        world.Apply(new TouchTicket(old.Id));
        _mirror.Zendesk.Clock.Advance(TimeSpan.FromMinutes(2));

        await _mirror.RunJobsAsync();

        (await _mirror.DifferencesAsync()).ShouldBeEmpty();
        (await _mirror.Platform.ScalarAsync("select count(*) from statistics_changes")).ShouldBe(0L);
    }

    [Fact]
    public async Task Who_has_lost_the_lease_publishes_nothing()
    {
        _mirror.Zendesk.Clock.Advance(TimeSpan.FromHours(1));
        await _mirror.SettleAsync();
        await using var node = _mirror.Platform.StartNode(_mirror.Zendesk.BaseAddress, _mirror.Zendesk.Clock);
        var now = _mirror.Zendesk.Clock.GetUtcNow();
        var leased = await _mirror.Platform.WithAsync<IStatisticsHours, IReadOnlyList<OpenHour>>(async hours =>
        {
            await hours.OpenAsync(now, default);
            return await hours.LeaseAsync(10, now, TimeSpan.FromSeconds(10), default);
        });
        leased.ShouldNotBeEmpty();
        (
            await node.WithAsync<IStatisticsHours, int>(async hours =>
                (await hours.LeaseAsync(10, now, TimeSpan.FromSeconds(10), default)).Count
            )
        ).ShouldBe(0);
        var later = now.AddSeconds(11);
        (
            await node.WithAsync<IStatisticsHours, int>(async hours =>
                (await hours.LeaseAsync(10, later, TimeSpan.FromSeconds(10), default)).Count
            )
        ).ShouldBe(leased.Count);

        var published = await _mirror.Platform.WithAsync<IStatisticsHours, bool>(hours =>
            hours.PublishAsync(leased[0], new PublishedHour("{}", [], "{}", null, []), later, default)
        );

        published.ShouldBeFalse();
        // Given back without a reason, an hour only waits for its turn.
        await node.WithAsync<IStatisticsHours, int>(async hours =>
        {
            await hours.ReleaseAsync([leased[0] with { Fence = leased[0].Fence + 1 }], reason: null, default);
            return 0;
        });
        (await HourAsync(leased[0].Hour)).Reason.ShouldNotBeNull().ShouldStartWith("It has its turn");
        (await _mirror.Platform.ScalarAsync("select count(*) from statistics_hours where figures = '{}'")).ShouldBe(0L);
    }

    [Fact]
    public async Task A_change_takes_an_open_hour_from_whoever_computes_it()
    {
        _mirror.Zendesk.Clock.Advance(TimeSpan.FromHours(1));
        await _mirror.SettleAsync();
        var now = _mirror.Zendesk.Clock.GetUtcNow();
        var leased = await _mirror.Platform.WithAsync<IStatisticsHours, IReadOnlyList<OpenHour>>(async hours =>
        {
            await hours.OpenAsync(now, default);
            return await hours.LeaseAsync(10, now, TimeSpan.FromSeconds(10), default);
        });

        await _mirror.Platform.WithAsync<IStatisticsHours, int>(async hours =>
        {
            await hours.ReopenAsync(leased[0].Hour, now, default);
            return 0;
        });

        (
            await _mirror.Platform.WithAsync<IStatisticsHours, bool>(hours =>
                hours.PublishAsync(leased[0], new PublishedHour("{}", [], "{}", null, []), now, default)
            )
        ).ShouldBeFalse();
    }

    /// <summary>Solves an open ticket in an hour that is published already, where no export will show it.</summary>
    private (long Ticket, DateTimeOffset Hour) SolveInThePast(int hoursAgo)
    {
        var at = _mirror.Zendesk.Clock.Seconds - (uint)(hoursAgo * 3_600);
        var world = _mirror.Zendesk.World;
        var ticket = world.Tickets.First(ticket => ticket.IsOpen && ticket.UpdatedAt < at - 3_600);
        world.Apply(
            new UpdateTicket
            {
                TicketId = ticket.Id,
                Status = "solved",
                At = at,
            }
        );
        return (ticket.Id, DateTimeOffset.FromUnixTimeSeconds(at - (at % 3_600)));
    }

    private async Task PassHoursAsync()
    {
        _mirror.Zendesk.Clock.Advance(TimeSpan.FromHours(2));
        await _mirror.PublishAsync();
    }

    private async Task ReadHistoryAsync(long ticket)
    {
        var now = _mirror.Zendesk.Clock.GetUtcNow();
        await _mirror.Platform.WithAsync<IAuditReads, int>(async reads =>
        {
            await reads.RequestAsync([new MissingFacts(ticket, now, now, "a test")], now, default);
            return 0;
        });
    }

    private async Task<StatisticsHour> HourAsync(DateTimeOffset hour, int? version = null) =>
        (await _mirror.Platform.SendAsync(new GetStatisticsHour(Written(hour), version, null))).Value;

    private Task<Result<StatisticsHour>> AsOfAsync(DateTimeOffset hour, int hours) =>
        _mirror.Platform.SendAsync(new GetStatisticsHour(Written(hour), null, Written(hour.AddHours(hours))));

    private Task<Result<FigureExplanation>> ExplainAsync(DateTimeOffset hour, int limit = 100, string? cursor = null) =>
        _mirror.Platform.SendAsync(new ExplainFigure(Written(hour), "resolutionEvents", limit, cursor));

    private static string Written(DateTimeOffset hour) => hour.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");

    private Task<IReadOnlyList<string>> DifferencesAsync() =>
        FigureComparison.DifferencesAsync(_mirror.Platform.Database.ConnectionString, _mirror.Zendesk.BaseAddress);
}
