using Npgsql;

namespace TicketPlatform.Testing;

/// <summary>
/// A PostgreSQL server of our own on 127.0.0.1, for tests and for development. A throw-away one ends with this process, even by
/// SIGKILL; a durable one keeps its data, and a server or a process file that a killed process left behind does not stop the next.
/// </summary>
public sealed class PrivateCluster : IAsyncDisposable
{
    private readonly PrivateClusterOptions _options;
    private readonly ThrowAwayFolder? _throwAway;
    private readonly ChildProcess? _guard;
    private readonly ClusterServer _server;
    private readonly string _password;

    private PrivateCluster(PrivateClusterOptions options, ThrowAwayFolder? throwAway, ClusterServer server, string password)
    {
        (_options, _throwAway, _server, _password) = (options, throwAway, server, password);
        _guard = throwAway is null ? null : ClusterGuard.Start(throwAway.FullPath);
    }

    /// <summary>Stays the same over restarts.</summary>
    public int Port => _server.Port;

    /// <summary>The file PostgreSQL writes its messages to.</summary>
    public string LogFile => _server.LogFile;

    /// <summary>Whether the server process runs.</summary>
    public bool IsRunning => _server.IsRunning;

    /// <summary>Starts the server, and returns when it accepts connections.</summary>
    /// <exception cref="PostgresUnavailableException">There is no PostgreSQL, or it does not start; the message says what to do.</exception>
    public static async Task<PrivateCluster> StartAsync(PrivateClusterOptions options, CancellationToken cancellationToken = default)
    {
        var binaries = await PostgresBinaries.FindAsync(cancellationToken);
        var user = await ClusterUser.Current;
        await AbandonedClusters.RemoveAsync(binaries, user, cancellationToken);

        var throwAway = options.DataDirectory is null ? ThrowAwayFolder.Create() : null;
        var storage = new ClusterStorage(options.DataDirectory ?? throwAway!.FullPath, binaries, user);
        var password = await storage.PrepareAsync(options.Durable, cancellationToken);
        var server = new ClusterServer(options, storage, new(storage.Data, binaries, user), user.Command(binaries.Program("postgres")));
        var cluster = new PrivateCluster(options, throwAway, server, password);
        try
        {
            await cluster.RestartAsync(cancellationToken);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>How to reach a database of this cluster as its superuser.</summary>
    public string ConnectionString(string database) => ConnectionStringTo(database, Port);

    /// <summary>Creates a database, empty or as a copy of <paramref name="template"/>, to which nobody may be connected.</summary>
    public async Task CreateDatabaseAsync(string name, string? template = null, CancellationToken cancellationToken = default)
    {
        // Copying files is quicker than logging every page of them, where nothing is flushed to disk.
        var copied = template is null ? "" : $" TEMPLATE \"{template}\" STRATEGY FILE_COPY";
        await ExecuteAsync($"CREATE DATABASE \"{name}\"{copied}", cancellationToken);
    }

    /// <summary>Drops a database, and closes the connections to it.</summary>
    public Task DropDatabaseAsync(string name, CancellationToken cancellationToken = default) =>
        ExecuteAsync($"DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)", cancellationToken);

    /// <summary>Whether the database exists.</summary>
    public async Task<bool> HasDatabaseAsync(string name, CancellationToken cancellationToken = default)
    {
        await using var connection = await ConnectAsync(cancellationToken);
        await using var query = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", connection);
        query.Parameters.Add(new() { Value = name });
        return await query.ExecuteScalarAsync(cancellationToken) is not null;
    }

    /// <summary>Completes when the present server process ends, for whatever reason.</summary>
    public Task WaitForExitAsync() => _server.WaitForExitAsync();

    /// <summary>Starts the server, stopping it first if it runs.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken = default)
    {
        await _server.StopAsync("fast", cancellationToken);
        await _server.StartAsync(port => ConnectionStringTo("postgres", port), cancellationToken);
    }

    /// <summary>Stops the server: cleanly when durable, at once when thrown away.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) =>
        _server.StopAsync(_options.Durable ? "fast" : "immediate", cancellationToken);

    /// <summary>SIGKILL for the server's main process, as a crash of the machine would; its other processes then end by themselves.</summary>
    public Task KillAsync() => _server.KillAsync();

    /// <summary>Stops the server, and deletes the data of a throw-away cluster.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        _throwAway?.Dispose();
        if (_guard is not null)
            await _guard.DisposeAsync();
    }

    private string ConnectionStringTo(string database, int port) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Username = ClusterStorage.Superuser,
            Password = _password,
            Database = database,
        }.ConnectionString;

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        return connection;
    }
}
