using Npgsql;

namespace TicketPlatform.Testing;

/// <summary>A database with the product's schema that belongs to one test or test class.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static int _count;

    private TestDatabase(PrivateCluster cluster, string name) => (Cluster, Name) = (cluster, name);

    /// <summary>The server, which other tests of this process share.</summary>
    public PrivateCluster Cluster { get; }

    public string Name { get; }

    public string ConnectionString => Cluster.ConnectionString(Name);

    /// <summary>Clones the migrated template.</summary>
    public static async Task<TestDatabase> CreateAsync(CancellationToken cancellationToken = default)
    {
        var cluster = await TestCluster.GetAsync();
        var name = $"test_{Interlocked.Increment(ref _count)}";
        await cluster.CreateDatabaseAsync(name, await TemplateDatabase.GetAsync(), cancellationToken);
        return new(cluster, name);
    }

    /// <summary>Drops the database.</summary>
    public async ValueTask DisposeAsync()
    {
        await using (var pooled = new NpgsqlConnection(ConnectionString))
            NpgsqlConnection.ClearPool(pooled);
        await Cluster.DropDatabaseAsync(Name);
    }
}
