using TicketPlatform.Application.Statistics;
using TicketPlatform.Integration.Tests.Synchronization;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Statistics;

/// <summary>A page of an export that is lost from the database.</summary>
public sealed class MendingChains : IAsyncLifetime
{
    private Mirror _mirror = null!;

    public async Task InitializeAsync() => _mirror = await PublishedAccount.StartAsync(days: 1);

    public async Task DisposeAsync() => await _mirror.DisposeAsync();

    [Fact]
    public async Task A_broken_chain_is_read_again_from_its_last_proven_page_before_anything_is_published()
    {
        _mirror.Zendesk.Live(hours: 1, changesPerHour: 30, seed: 5);
        for (var page = 0; page < 3; page++)
        {
            _mirror.Zendesk.Clock.Advance(TimeSpan.FromMinutes(2));
            await _mirror.SettleAsync();
            await _mirror.RunAsync(budget => new SyncEvents(budget));
        }
        var run = await TellAsync("run");
        var proven = await _mirror.Platform.ScalarAsync(
            "select page.cursor_out from sync_pages page join sync_streams stream using (run) where name = 'events' and page.seq = stream.seq - 2"
        );
        await _mirror.Platform.ExecuteAsync(
            """
            delete from sync_pages page using sync_streams stream
            where name = 'events' and page.run = stream.run and page.seq = stream.seq - 1
            """
        );

        await _mirror.RunAsync(budget => new PublishStatistics(budget));

        (await TellAsync("run")).ShouldNotBe(run);
        (await TellAsync("cursor")).ShouldBe(proven);
        ((string)(await TellAsync("last_error"))!).ShouldContain($"run {run} is broken after page");
        (await _mirror.Platform.ScalarAsync("select reason from statistics_hours where state = 'open' order by hour limit 1")).ShouldBe(
            "events has not been read to its end yet."
        );

        await _mirror.PublishAsync();

        (await FigureComparison.DifferencesAsync(_mirror.Platform.Database.ConnectionString, _mirror.Zendesk.BaseAddress)).ShouldBeEmpty();
        (await CertificateComparison.DifferencesAsync(_mirror.Platform.Database.ConnectionString)).ShouldBeEmpty();
    }

    private Task<object?> TellAsync(string column) =>
        _mirror.Platform.ScalarAsync($"select {column} from sync_streams where name = 'events'");
}
