using TicketPlatform.Testing;
using TicketPlatform.ZendeskSimulator.Faults;
using TicketPlatform.ZendeskSimulator.Hosting;

namespace TicketPlatform.Faults.Tests;

/// <summary>Real processes that publish, and die of SIGKILL while they do; PostgreSQL dies too.</summary>
public sealed class KilledPublishing
{
    private const string Database = "ticketplatform";
    private const int DatabaseKill = 3;

    [Fact]
    public async Task Processes_killed_while_they_publish_and_a_killed_database_leave_every_hour_equal_to_the_truth()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        await using var cluster = await PrivateCluster.StartAsync(new());
        await cluster.CreateDatabaseAsync(Database);
        var connectionString = cluster.ConnectionString(Database);
        await using var zendesk = await SimulatorServer.StartAsync(
            new SimulatorOptions
            {
                Users = 40,
                Tickets = 200,
                Days = 30,
                Seed = seed,
                RateLimits = false,
            }
        );
        zendesk.Faults = new FaultSettings { Seed = seed, ErrorRate = 0.03 };
        await using (var first = PlatformProcess.Start(connectionString, zendesk.BaseAddress))
            await first.UntilAsync(connectionString + ";Pooling=false", "select to_regclass('statistics_hours') is not null");

        foreach (var (kill, moment) in Moments(random).Index())
        {
            await using var process = PlatformProcess.Start(connectionString, zendesk.BaseAddress);
            await using var other = PlatformProcess.Start(connectionString, zendesk.BaseAddress);
            await process.UntilAsync(connectionString + ";Pooling=false", moment);
            if (kill == DatabaseKill)
            {
                await cluster.KillAsync();
                await cluster.RestartAsync();
            }
            await process.KillAsync();
            await other.KillAsync();
        }
        await using var last = PlatformProcess.Start(connectionString, zendesk.BaseAddress);
        await last.UntilAsync(
            connectionString + ";Pooling=false",
            "select count(*) > 0 and bool_and(state = 'final') from statistics_hours where hour < date_trunc('hour', now() - interval '2 minutes')"
        );

        var ended = zendesk.Clock.GetUtcNow().AddMinutes(-2);
        (await FigureComparison.DifferencesAsync(connectionString, zendesk.BaseAddress, ended)).ShouldBeEmpty($"seed {seed}");
        (await CertificateComparison.DifferencesAsync(connectionString)).ShouldBeEmpty($"seed {seed}");
        (await CursorChain.BreaksAsync(connectionString)).ShouldBeEmpty($"seed {seed}");
    }

    // A process that starts runs every job at once, so each moment is reached by the process after the one that made it possible.
    private static IEnumerable<string> Moments(Random random) =>
        [
            "select watermark is not null from sync_streams where name = 'tickets'",
            "select drained_since is not null from sync_streams where name = 'events'",
            .. Enumerable
                .Range(0, 3)
                .Select(kill => $"select count(*) >= {(kill * 150) + random.Next(1, 150)} from statistics_hours where state = 'final'"),
        ];
}
