using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Npgsql;
using TicketPlatform.Benchmarks.Measuring;
using TicketPlatform.Dev;

namespace TicketPlatform.Benchmarks.Ingest;

/// <summary>One first synchronisation, from an empty mirror to a complete one.</summary>
internal sealed class Backfill(BenchmarkCluster cluster, MeasuredProcess simulator, string connectionString)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Report = TimeSpan.FromSeconds(5);

    // Zendesk withholds the last minute, so what the history did just before the start comes a little later.
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(3);

    public async Task<IngestFigures> RunAsync(CancellationToken cancellationToken)
    {
        using var http = ExportWalk.Client(simulator.Address);
        var walk = new ExportWalk(http);
        Console.WriteLine("Adding the platform users ...");
        var users = await IngestUsers.CopyAsync(connectionString, walk, cancellationToken);
        Console.WriteLine("Reading the export with a bare client, first to warm the simulator up, then timed ...");
        await walk.RunAsync(ExportWalk.Tickets, see: null, cancellationToken);
        var alone = await walk.RunAsync(ExportWalk.Tickets, see: null, cancellationToken);

        await using var database = NpgsqlDataSource.Create(connectionString);
        var proof = new IngestProof(database);
        var (postgres, simulated) = (cluster.ReadCpu(), await simulator.ReadAsync(cancellationToken));
        var started = Stopwatch.GetTimestamp();
        Console.WriteLine("Starting the product ...");
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var program = BenchmarkPrograms.Product("api,worker", connectionString, key, simulator.Address);
        await using var product = await MeasuredProcess.StartAsync(program, "/health/live", cancellationToken);
        await FollowAsync(proof, product, cancellationToken);

        var elapsed = Stopwatch.GetElapsedTime(started);
        var used = await product.ReadAsync(cancellationToken);
        var (postgresAfter, simulatedAfter) = (cluster.ReadCpu(), await simulator.ReadAsync(cancellationToken));
        var stored = await SettleAsync(proof, http, cancellationToken);
        return new(
            users,
            stored,
            await proof.OwnedTicketsAsync(cancellationToken),
            alone,
            await proof.ChainAsync(cancellationToken),
            elapsed,
            used,
            simulatedAfter.Cpu - simulated.Cpu,
            postgresAfter - postgres
        );
    }

    private static async Task FollowAsync(IngestProof proof, MeasuredProcess product, CancellationToken cancellationToken)
    {
        for (var reported = Stopwatch.GetTimestamp(); ; await Task.Delay(Pause, cancellationToken))
        {
            product.EnsureRuns();
            var (rows, complete, error) = await proof.ProgressAsync(cancellationToken);
            if (complete)
                return;
            if (error is not null)
                throw new CommandFailedException($"the tickets stream failed: {error}");
            if (Stopwatch.GetElapsedTime(reported) < Report)
                continue;
            Console.WriteLine($"  {rows:N0} tickets");
            reported = Stopwatch.GetTimestamp();
        }
    }

    private static async Task<long> SettleAsync(IngestProof proof, HttpClient http, CancellationToken cancellationToken)
    {
        var status = await http.GetFromJsonAsync<JsonElement>("/_simulator/status", cancellationToken);
        var expected = status.GetProperty("tickets").GetInt64();
        for (var started = Stopwatch.GetTimestamp(); ; await Task.Delay(Pause, cancellationToken))
        {
            var stored = await proof.TicketsAsync(cancellationToken);
            if (stored == expected)
                return stored;
            if (Stopwatch.GetElapsedTime(started) > Settling)
                throw new CommandFailedException($"the mirror holds {stored} tickets, the simulator {expected}");
        }
    }
}
