using TicketPlatform.Infrastructure.Persistence;
using TicketPlatform.Testing;
using TicketPlatform.ZendeskSimulator.Faults;
using TicketPlatform.ZendeskSimulator.Hosting;

namespace TicketPlatform.Faults.Tests;

public sealed class KilledStatistics
{
    private const int Days = 10;
    private const int Kills = 3;

    [Fact]
    public async Task Hours_published_by_two_processes_that_are_killed_and_lose_their_database_equal_the_truth()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        await using var zendesk = await SimulatorServer.StartAsync(
            new SimulatorOptions
            {
                Tickets = 300,
                Users = 30,
                HistoryDays = Days,
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
            await process.UntilAsync(database, Published(hours));
            await process.KillAsync();
            if (kill == 2)
                await cluster.RestartAsync();
        }
        await using var last = PlatformProcess.Start(database, zendesk.BaseAddress);
        await last.UntilAsync(database, "select count(*) > 0 and bool_and(state <> 'open') from statistics_hours");

        (await FigureComparison.DifferencesAsync(database, zendesk.BaseAddress)).ShouldBeEmpty($"seed {seed}");
        (await CertificateCheck.FailuresAsync(database)).ShouldBeEmpty($"seed {seed}");
    }

    private static string Published(int hours) => $"select count(*) >= {hours} from statistics_hours where state = 'final'";
}
