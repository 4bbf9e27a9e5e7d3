using Npgsql;
using TicketPlatform.Benchmarks.Floor;
using TicketPlatform.Benchmarks.Ingest;
using TicketPlatform.Benchmarks.Load;
using TicketPlatform.Benchmarks.Measuring;
using TicketPlatform.Benchmarks.Read;
using TicketPlatform.Benchmarks.Report;
using TicketPlatform.Dev;

namespace TicketPlatform.Benchmarks.Webhooks;

/// <summary><c>./dev bench webhooks</c>: how fast events are accepted, how soon they are visible, and what a burst does.</summary>
internal static class WebhookBenchmark
{
    private const int TicketsPerUser = 10;

    public static async Task<int> ExecuteAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var plan = WebhookPlan.Parse(arguments);
        Console.WriteLine("Starting PostgreSQL and the simulator ...");
        await using var cluster = await BenchmarkCluster.StartAsync(cancellationToken);
        var connectionString = await cluster.CreateDatabaseAsync("webhooks", cancellationToken);
        await using var simulator = await MeasuredProcess.StartAsync(
            BenchmarkPrograms.Simulator(plan.Tickets / TicketsPerUser, plan.Tickets),
            "/_simulator/status",
            cancellationToken
        );
        using var http = ExportWalk.Client(simulator.Address);
        await IngestUsers.CopyAsync(connectionString, new ExportWalk(http), cancellationToken);

        var support = RequestBook.Write([Guid.NewGuid()], "support");
        var program = BenchmarkPrograms.Product("api,worker", connectionString, support.SigningKey, simulator.Address);
        await using var product = await MeasuredProcess.StartAsync(program, "/health/live", cancellationToken);
        await using var floor = await StartFloorAsync(connectionString, cancellationToken);
        await using var database = NpgsqlDataSource.Create(connectionString);
        var state = new WebhookState(database);
        await state.CompleteAsync(cancellationToken);
        var events = await EventBook.OpenAsync(connectionString, cancellationToken);
        if (events.Tickets.Count == 0)
            throw new CommandFailedException("no open ticket of the account belongs to anybody; ask for more --tickets");

        Console.WriteLine($"Accepting: warming up, then {plan.Rounds} rounds of {plan.Round.TotalSeconds:0} s each ...");
        var accepted = await new Acceptance(events, plan).RunAsync([product, floor], state.RestAsync, cancellationToken);
        Console.WriteLine($"Visibility: {plan.Rate} events/s for {plan.Live.TotalSeconds:0} s ...");
        using var visibility = new Visibility(product.Address, events, support.Token(0));
        var visible = await visibility.RunAsync(plan.Rate, plan.Live, cancellationToken);
        Console.WriteLine($"Burst: {plan.Burst:N0} events within {WebhookPlan.BurstTime.TotalSeconds:0} s ...");
        using var burst = new Burst(product.Address, events, state);
        var burstOutcome = await burst.RunAsync(plan.Burst, WebhookPlan.BurstTime, cancellationToken);

        if (await state.DeadAsync(cancellationToken) is > 0 and var dead)
            throw new CommandFailedException($"{dead} events became dead letters");
        BenchmarkDocument.Write("Webhooks", WebhookReport.Of(plan, accepted[0], accepted[1], visible, burstOutcome, cluster.Version));
        return 0;
    }

    private static async Task<MeasuredProcess> StartFloorAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using (var database = NpgsqlDataSource.Create(connectionString + ";Pooling=false"))
        await using (var table = database.CreateCommand(FloorInsert.Table))
            await table.ExecuteNonQueryAsync(cancellationToken);
        var tuned = new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxAutoPrepare = 10,
            AutoPrepareMinUsages = 1,
            MaxPoolSize = ReadTargets.FloorPool,
        };
        return await MeasuredProcess.StartAsync(BenchmarkPrograms.Floor("floor", tuned.ConnectionString), "/", cancellationToken);
    }
}
