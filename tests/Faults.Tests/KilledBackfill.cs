using TicketPlatform.Testing;
using TicketPlatform.ZendeskSimulator.Hosting;
using Xunit.Abstractions;

namespace TicketPlatform.Faults.Tests;

public sealed class KilledBackfill(ITestOutputHelper output)
{
    private const int Tickets = 4_000;
    private const int Kills = 3;

    [Fact]
    public async Task A_backfill_killed_again_and_again_ends_equal_to_the_account_without_a_gap()
    {
        var seed = RunSeed.Draw(output);
        var random = new Random(seed);
        await using var zendesk = await SimulatorServer.StartAsync(
            new SimulatorOptions
            {
                Tickets = Tickets,
                Users = 2_000,
                RateLimits = false,
            }
        );
        await using var database = await TestDatabase.CreateAsync();

        for (var kill = 1; kill <= Kills; kill++)
        {
            await using var process = PlatformProcess.Start(database.ConnectionString, zendesk.BaseAddress);
            var rows = (kill - 1) * (Tickets / (Kills + 1)) + random.Next(1, Tickets / (Kills + 1));
            await process.UntilAsync(database.ConnectionString, $"select rows >= {rows} from sync_streams where name = 'tickets'");
            await process.KillAsync();
        }
        await using var last = PlatformProcess.Start(database.ConnectionString, zendesk.BaseAddress);
        await last.UntilAsync(database.ConnectionString, "select watermark is not null from sync_streams where name = 'tickets'");

        (await MirrorComparison.DifferencesAsync(database.ConnectionString, zendesk.World)).ShouldBeEmpty($"seed {seed}");
        (await CursorChain.BreaksAsync(database.ConnectionString)).ShouldBeEmpty($"seed {seed}");
    }
}
