using Npgsql;
using TicketPlatform.Application.Persistence;
using TicketPlatform.Application.Statistics;
using TicketPlatform.Integration.Tests.Synchronization;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Statistics;

public sealed class DerivingInLanes : IAsyncLifetime
{
    private Mirror _mirror = null!;

    public async Task InitializeAsync()
    {
        _mirror = await PublishedAccount.StartAsync(days: 1);
        _mirror.Zendesk.Clock.Advance(TimeSpan.FromHours(1));
        await _mirror.SettleAsync();
        // Of everybody and of every ticket, as after a change of how lives are understood.
        await _mirror.Platform.ExecuteAsync(
            """
            delete from ticket_intervals;
            insert into statistics_changes (ticket_id, since) select zendesk_id, created_at from tickets union all select null, now()
            """
        );
    }

    public async Task DisposeAsync() => await _mirror.DisposeAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_lane_that_another_node_derives_is_left_to_it_and_no_hour_is_published_before_it_is_done(int taken)
    {
        var opened = await VersionsAsync();
        await using (var database = NpgsqlDataSource.Create(_mirror.Platform.Database.ConnectionString))
        await using (var other = await database.OpenConnectionAsync())
        await using (var turn = new NpgsqlCommand($"select pg_advisory_lock({0x6465_7269_7661_7465 + taken})", other))
        {
            await turn.ExecuteNonQueryAsync();
            await _mirror.RunAsync(budget => new PublishStatistics(budget));

            var left = $"coalesce(ticket_id % {IDerivedTickets.Lanes}, 0)";
            (await _mirror.Platform.ScalarAsync($"select string_agg(distinct {left}::text, ' ') from statistics_changes")).ShouldBe(
                $"{taken}"
            );
            (
                await _mirror.Platform.ScalarAsync(
                    $"select string_agg(distinct (ticket_id % {IDerivedTickets.Lanes})::text, ' ') from ticket_intervals"
                )
            ).ShouldBe($"{1 - taken}");
            (await VersionsAsync()).ShouldBe(opened);
        }

        await _mirror.PublishAsync();
        (await _mirror.Platform.ScalarAsync("select count(*) from statistics_changes")).ShouldBe(0L);
        (await FigureComparison.DifferencesAsync(_mirror.Platform.Database.ConnectionString, _mirror.Zendesk.BaseAddress)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_batch_holds_few_events_together_however_many_tickets_wait_and_one_ticket_however_long_its_history()
    {
        var waiting = await CountAsync($"count(distinct ticket_id) filter (where ticket_id % {IDerivedTickets.Lanes} = 0)");
        var taken = await TakeAsync(new BatchLimits(Tickets: 1_000, Facts: 1));
        taken.Count.ShouldBe(1);

        var some = await TakeAsync(new BatchLimits(Tickets: 1_000, Facts: 20));
        var facts = await CountAsync("count(*)", $"ticket_events where ticket_id = any ('{{{string.Join(',', some.SkipLast(1))}}}')");
        some.Count.ShouldBeInRange(2, (int)waiting - 2);
        facts.ShouldBeLessThan(20);

        (await TakeAsync(new BatchLimits(Tickets: 3, Facts: 1_000_000))).Count.ShouldBe(3);
        (await TakeAsync(new BatchLimits(Tickets: 1_000, Facts: 1_000_000))).Count.ShouldBe((int)waiting - 4 - some.Count);
    }

    private async Task<List<long>> TakeAsync(BatchLimits limits) =>
        await _mirror.Platform.WithAsync<IServiceProvider, List<long>>(services =>
            services
                .GetRequiredService<ITicketPlatformDb>()
                .InTransactionAsync(
                    async token =>
                        (List<long>)
                            [
                                .. (
                                    await services.GetRequiredService<IDerivedTickets>().TakeChangesAsync(lane: 0, limits, token)
                                )!.Tickets.Order(),
                            ],
                    default
                )
        );

    private async Task<long> CountAsync(string what, string from = "statistics_changes") =>
        (long)(await _mirror.Platform.ScalarAsync($"select {what} from {from}"))!;

    private Task<object?> VersionsAsync() =>
        _mirror.Platform.ScalarAsync(
            "select string_agg(format('%s %s', hour, version), ', ' order by hour, version) from statistics_hours where state <> 'open'"
        );
}
