using System.Globalization;
using Npgsql;
using TicketPlatform.Testing;

namespace TicketPlatform.Benchmarks.Measuring;

/// <summary>A throw-away PostgreSQL cluster with the memory of a real one, and the processor time it uses.</summary>
internal sealed class BenchmarkCluster : IAsyncDisposable
{
    /// <summary>As the reports put it.</summary>
    public const string Described = "shared_buffers 1 GB, synchronous_commit on, fsync off";

    // The unit of /proc/<id>/stat on every Linux.
    private const long TicksPerJiffy = TimeSpan.TicksPerSecond / 100;
    private const int UserTimeField = 11;

    private readonly PrivateCluster _cluster;

    private BenchmarkCluster(PrivateCluster cluster) => _cluster = cluster;

    /// <summary>The server's version, as it tells it.</summary>
    public string Version { get; private set; } = "";

    private int Postmaster { get; set; }

    public static async Task<BenchmarkCluster> StartAsync(CancellationToken cancellationToken)
    {
        var settings = new Dictionary<string, string>
        {
            ["shared_buffers"] = "1GB",
            ["synchronous_commit"] = "on",
            ["max_wal_size"] = "8GB",
            ["effective_cache_size"] = "3GB",
            ["random_page_cost"] = "1.1",
        };
        var cluster = new BenchmarkCluster(await PrivateCluster.StartAsync(new() { Settings = settings }, cancellationToken));
        await cluster.IntroduceAsync(cancellationToken);
        return cluster;
    }

    /// <summary>Creates a database with the product's schema; answers how to reach it.</summary>
    public async Task<string> CreateDatabaseAsync(string name, CancellationToken cancellationToken)
    {
        await _cluster.CreateDatabaseAsync(name, cancellationToken: cancellationToken);
        var connectionString = _cluster.ConnectionString(name);
        await Infrastructure.Persistence.DatabaseMigrations.MigrateAsync(connectionString, cancellationToken);
        return connectionString;
    }

    /// <summary>Processor time of the server and all its sessions, ended ones included; null where the system does not tell.</summary>
    public TimeSpan? ReadCpu()
    {
        if (!OperatingSystem.IsLinux())
            return null;
        var sessions = File.ReadAllText($"/proc/{Postmaster}/task/{Postmaster}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var jiffies = Jiffies($"{Postmaster}", withEnded: true) + sessions.Sum(id => Jiffies(id, withEnded: false));
        return TimeSpan.FromTicks(jiffies * TicksPerJiffy);
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    private async Task IntroduceAsync(CancellationToken cancellationToken)
    {
        await using var database = NpgsqlDataSource.Create(_cluster.ConnectionString("postgres") + ";Pooling=false");
        await using var version = database.CreateCommand("show server_version");
        Version = $"{await version.ExecuteScalarAsync(cancellationToken)}".Split(' ')[0];
        await using var folder = database.CreateCommand("show data_directory");
        var file = Path.Combine($"{await folder.ExecuteScalarAsync(cancellationToken)}", "postmaster.pid");
        var lines = await File.ReadAllLinesAsync(file, cancellationToken);
        Postmaster = int.Parse(lines[0], CultureInfo.InvariantCulture);
    }

    // The name in parentheses may hold spaces; what follows it is numbered from the state on.
    private static long Jiffies(string process, bool withEnded)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields.Skip(UserTimeField).Take(withEnded ? 4 : 2).Sum(field => long.Parse(field, CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return 0; // a session that ended meanwhile counts with the server's ended ones the next time
        }
    }
}
