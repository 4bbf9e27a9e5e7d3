using System.Globalization;
using TicketPlatform.Testing;
using TicketPlatform.ZendeskSimulator.Faults;
using TicketPlatform.ZendeskSimulator.Hosting;
using Xunit.Abstractions;

namespace TicketPlatform.Faults.Tests;

/// <summary>Two real processes that publish, one of which dies of SIGKILL again and again while they do.</summary>
public sealed class KilledPublishers(ITestOutputHelper output)
{
    private const int Days = 5;
    private const int Kills = 8;

    // Longer than any lease, so that what a killed process held is free.
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task Hours_published_by_processes_that_are_killed_while_they_do_equal_the_truth()
    {
        var seed = RunSeed.Draw(output);
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
        // Well after the stroke, so that the last hour can be complete.
        var now = zendesk.Clock.GetUtcNow();
        zendesk.Clock.Advance(TimeSpan.FromMinutes((70 - now.Minute) % 60));
        await using var database = await TestDatabase.CreateAsync();

        var nodes = new[] { Start(database, zendesk), Start(database, zendesk) };
        try
        {
            for (var kill = 1; kill <= Kills; kill++)
            {
                var node = random.Next(nodes.Length);
                var hours = (kill - 1) * (Days * 24 / (Kills + 1)) + random.Next(1, Days * 24 / (Kills + 1));
                await nodes[node]
                    .UntilAsync(database.ConnectionString, $"select count(*) >= {hours} from statistics_hours where state = 'final'");
                await nodes[node].KillAsync();
                await nodes[node].DisposeAsync();
                zendesk.Clock.Advance(Lease);
                nodes[node] = Start(database, zendesk);
            }
            await nodes[0].UntilAsync(database.ConnectionString, "select count(*) > 0 and bool_and(state <> 'open') from statistics_hours");
        }
        finally
        {
            foreach (var node in nodes)
                await node.DisposeAsync();
        }

        (await FigureComparison.DifferencesAsync(database.ConnectionString, zendesk.BaseAddress)).ShouldBeEmpty($"seed {seed}");
        (await CertificateComparison.DifferencesAsync(database.ConnectionString)).ShouldBeEmpty($"seed {seed}");
    }

    // A process lives by the clock of the account as it was at its start.
    private static ChildProcess Start(TestDatabase database, SimulatorServer zendesk) =>
        ChildProcess.Start(
            ChildProcessOptions.Dotnet(
                RepositoryPaths.Program("Soak"),
                "node",
                "--database",
                database.ConnectionString,
                "--zendesk",
                zendesk.BaseAddress.ToString(),
                "--ahead",
                Math.Round(zendesk.Clock.Offset.TotalSeconds).ToString(CultureInfo.InvariantCulture)
            )
        );
}
