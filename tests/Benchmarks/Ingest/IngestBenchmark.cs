using TicketPlatform.Benchmarks.Measuring;
using TicketPlatform.Benchmarks.Report;
using TicketPlatform.Dev;

namespace TicketPlatform.Benchmarks.Ingest;

/// <summary><c>./dev bench ingest</c>: the first synchronisation of a large account, with the simulator's rate limits off.</summary>
internal static class IngestBenchmark
{
    private const int TicketsPerUser = 10;
    private const int FewestUsers = 100;

    public static async Task<int> ExecuteAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var options = CommandOptions.Parse("bench ingest", arguments, ["--tickets", "--users"], []).WithoutRest();
        var tickets = options.Number("--tickets", 2000, 10_000_000) ?? 1_000_000;
        var users = options.Number("--users", 1, 1_000_000) ?? Math.Max(FewestUsers, tickets / TicketsPerUser);

        Console.WriteLine("Starting PostgreSQL ...");
        await using var cluster = await BenchmarkCluster.StartAsync(cancellationToken);
        var database = await cluster.CreateDatabaseAsync("ingest", cancellationToken);
        Console.WriteLine($"Starting the simulator with {tickets:N0} tickets of {users:N0} users ...");
        var program = BenchmarkPrograms.Simulator(users, tickets);
        await using var simulator = await MeasuredProcess.StartAsync(program, "/_simulator/status", cancellationToken);
        var figures = await new Backfill(cluster, simulator, database).RunAsync(cancellationToken);
        BenchmarkDocument.Write("Ingest", IngestReport.Of(figures, cluster.Version));
        return 0;
    }
}
