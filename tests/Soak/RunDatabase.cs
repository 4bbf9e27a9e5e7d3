using TicketPlatform.Infrastructure.Persistence;
using TicketPlatform.Testing;

namespace TicketPlatform.Soak;

/// <summary>The database of one run; the server is shared with other runs unless it is to be killed.</summary>
internal sealed class RunDatabase : IAsyncDisposable
{
    private const string Name = "ticketplatform";

    private readonly TestDatabase? _shared;
    private readonly PrivateCluster? _own;

    private RunDatabase(TestDatabase? shared, PrivateCluster? own) => (_shared, _own) = (shared, own);

    public string ConnectionString => _shared?.ConnectionString ?? _own!.ConnectionString(Name);

    public static async Task<RunDatabase> CreateAsync(bool isOwn, CancellationToken cancellationToken)
    {
        if (!isOwn)
            return new RunDatabase(await TestDatabase.CreateAsync(cancellationToken), null);
        var cluster = await PrivateCluster.StartAsync(new(), cancellationToken);
        var database = new RunDatabase(null, cluster);
        await cluster.CreateDatabaseAsync(Name, cancellationToken: cancellationToken);
        await DatabaseMigrations.MigrateAsync(database.ConnectionString + ";Pooling=false", cancellationToken);
        return database;
    }

    /// <summary>As after a crash of the server.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        await _own!.KillAsync();
        await _own.RestartAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_shared is not null)
            await _shared.DisposeAsync();
        if (_own is not null)
            await _own.DisposeAsync();
    }
}
