using TicketPlatform.Infrastructure.Persistence;
using TicketPlatform.Testing;
using TicketPlatform.ZendeskSimulator.Faults;
using TicketPlatform.ZendeskSimulator.Hosting;

namespace TicketPlatform.Faults.Tests;

/// <summary>Real processes that publish, and die of SIGKILL while they do.</summary>
public sealed class KilledStatistics
{
    private const int Days = 5;
    private const int Kills = 2;

    [Fact]
    public async Task Hours_published_by_processes_that_are_killed_and_lose_their_database_equal_the_truth()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        await using var zendesk = await SimulatorServer.StartAsync(
            new SimulatorOptions
            {
                Tickets = 200,
                Users = 30,
                Days = Days,
                Seed = seed,
                RateLimits = false,
            }
        );
        zendesk.Faults = new FaultSettings { Seed = seed, ErrorRate = 0.3 };
        await using var cluster = await PrivateCluster.StartAsync(new());
        await cluster.CreateDatabaseAsync("killed");
        var database = cluster.ConnectionString("killed");
        await DatabaseMigrations.MigrateAsync(database, default);

        await using var companion = PlatformProcess.Start(database, zendesk.BaseAddress);
        for (var kill = 1; kill <= Kills; kill++)
        {
            await using var process = PlatformProcess.Start(database, zendesk.BaseAddress);
            var hours = (kill - 1) * (Days * 24 / (Kills + 1)) + random.Next(1, Days * 24 / (Kills + 1));
            await process.UntilAsync(database, $"select count(*) >= {hours} from statistics_hours where state = 'final'");
            await process.KillAsync();
        }
        await cluster.RestartAsync();
        await using var last = PlatformProcess.Start(database, zendesk.BaseAddress);
        await last.UntilAsync(database, "select count(*) > 0 and bool_and(state <> 'open') from statistics_hours");

        (await FigureComparison.DifferencesAsync(database, zendesk.BaseAddress)).ShouldBeEmpty($"seed {seed}");
        (await CertificateComparison.DifferencesAsync(database)).ShouldBeEmpty($"seed {seed}");
    }
}
