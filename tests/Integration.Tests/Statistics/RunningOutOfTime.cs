using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Statistics;
using TicketPlatform.Integration.Tests.Synchronization;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Statistics;

public sealed class RunningOutOfTime : IAsyncLifetime
{
    private Mirror _mirror = null!;

    public async Task InitializeAsync() => _mirror = await PublishedAccount.StartAsync(days: 1);

    public async Task DisposeAsync() => await _mirror.DisposeAsync();

    [Fact]
    public async Task A_slice_without_time_gives_its_hours_back_and_the_next_ones_publish_the_rest()
    {
        // Everything is derived, and all hours are to be published again, as if for the first time.
        await _mirror.Platform.ExecuteAsync(
            """
            delete from agent_statistics; delete from statistics_discrepancies; delete from statistics_hours where state = 'restated';
            update statistics_hours set version = 1, state = 'open', figures = null, agents = null, certificate = null, difference = null,
                published_at = null
            """
        );
        var (published, slices) = (0L, 0);
        for (var more = true; more; slices++)
        {
            var outcome = await _mirror.Platform.SendAsync(new PublishStatistics(new SliceBudget(new SteppingClock())));
            more = outcome.MoreIsWaiting;

            var now = await CountAsync("state = 'final'");
            (now - published).ShouldBe(outcome.Rows);
            outcome.Rows.ShouldBeInRange(more ? 1 : 0, 12);
            (await CountAsync("leased_until is not null")).ShouldBe(0);
            published = now;
        }

        slices.ShouldBeGreaterThan(2);
        (await CountAsync("state = 'open'")).ShouldBe(0);
        (await FigureComparison.DifferencesAsync(_mirror.Platform.Database.ConnectionString, _mirror.Zendesk.BaseAddress)).ShouldBeEmpty();
    }

    private async Task<long> CountAsync(string condition) =>
        (long)(await _mirror.Platform.ScalarAsync($"select count(*) from statistics_hours where {condition}"))!;

    /// <summary>A clock by which every look at it takes some time.</summary>
    private sealed class SteppingClock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now += TimeSpan.FromSeconds(0.4).Ticks;
    }
}
