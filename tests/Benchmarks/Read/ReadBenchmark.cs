using TicketPlatform.Benchmarks.Load;
using TicketPlatform.Benchmarks.Measuring;
using TicketPlatform.Benchmarks.Report;

namespace TicketPlatform.Benchmarks.Read;

/// <summary><c>./dev bench read</c>: the read path beside its floors, on much data and on a hundredth of it.</summary>
internal static class ReadBenchmark
{
    public static async Task<int> ExecuteAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var plan = ReadPlan.Parse(arguments);
        Console.WriteLine("Starting PostgreSQL ...");
        await using var cluster = await BenchmarkCluster.StartAsync(cancellationToken);
        var small = await FillAsync(cluster, "small", plan.Reduced(), cancellationToken);
        var large = await FillAsync(cluster, "large", plan, cancellationToken);
        var run = new ReadRun(
            await MeasureAsync(cluster, large, plan, callers: plan.Users, cancellationToken),
            // As many callers in both, or the memory for validated tokens would be compared instead of the data.
            await MeasureAsync(cluster, small, plan, callers: plan.Reduced().Users, cancellationToken),
            await MeasureAsync(cluster, large, plan, callers: plan.Reduced().Users, cancellationToken)
        );
        BenchmarkDocument.Write("Read", ReadReport.Of(plan, run, cluster.Version));
        return 0;
    }

    private static async Task<string> FillAsync(BenchmarkCluster cluster, string name, ReadPlan plan, CancellationToken cancellationToken)
    {
        Console.WriteLine($"Filling {plan.Users:N0} users and {plan.Tickets:N0} tickets ...");
        var database = await cluster.CreateDatabaseAsync(name, cancellationToken);
        await ReadData.FillAsync(database, plan, cancellationToken);
        return database;
    }

    private static async Task<IReadOnlyList<ReadFigures>> MeasureAsync(
        BenchmarkCluster cluster,
        string database,
        ReadPlan plan,
        int callers,
        CancellationToken cancellationToken
    )
    {
        var requests = RequestBook.Write(await ReadData.UsersAsync(database, callers, cancellationToken));
        await using var targets = await ReadTargets.StartAsync(database, requests, cancellationToken);
        await SameAnswers.RequireAsync(targets, requests, cancellationToken);
        Console.WriteLine($"{callers:N0} users ask: warming up, then {plan.Rounds} rounds of {plan.Round.TotalSeconds:0} s each ...");
        var load = new LoadGenerator(random => requests[random.Next(requests.Users.Count)], plan.Connections);
        return await new ReadMeasurement(cluster, load, plan).RunAsync(targets, cancellationToken);
    }
}
