using Npgsql;
using TicketPlatform.Benchmarks.Load;
using TicketPlatform.Benchmarks.Measuring;

namespace TicketPlatform.Benchmarks.Read;

/// <summary>The product and its two floors, all running on the same database.</summary>
internal sealed class ReadTargets : IAsyncDisposable
{
    public const string TunedFloor = "floor";
    public const string MultiplexedFloor = "multiplexed floor";

    // Nobody listens there: reading must not need Zendesk.
    private static readonly Uri Nowhere = new("http://127.0.0.1:9");

    private readonly List<MeasuredProcess> _all = [];

    public IReadOnlyList<MeasuredProcess> All => _all;

    public MeasuredProcess Product => _all[0];

    /// <summary>The connections of the tuned floor: two for each core were its best.</summary>
    public static int FloorPool => Environment.ProcessorCount * 2;

    public static async Task<ReadTargets> StartAsync(string connectionString, RequestBook requests, CancellationToken cancellationToken)
    {
        var targets = new ReadTargets();
        try
        {
            var product = BenchmarkPrograms.Product("api", connectionString, requests.SigningKey, Nowhere);
            targets._all.Add(await MeasuredProcess.StartAsync(product, "/health/live", cancellationToken));
            var prepared = new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 10, AutoPrepareMinUsages = 1 };
            prepared.MaxPoolSize = FloorPool;
            await targets.StartFloorAsync(TunedFloor, prepared, cancellationToken);
            prepared.Multiplexing = true;
            await targets.StartFloorAsync(MultiplexedFloor, prepared, cancellationToken);
            return targets;
        }
        catch
        {
            await targets.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var target in _all)
            await target.DisposeAsync();
    }

    private async Task StartFloorAsync(string name, NpgsqlConnectionStringBuilder database, CancellationToken cancellationToken) =>
        _all.Add(await MeasuredProcess.StartAsync(BenchmarkPrograms.Floor(name, database.ConnectionString), "/", cancellationToken));
}
