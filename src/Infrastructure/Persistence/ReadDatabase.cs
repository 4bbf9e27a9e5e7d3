namespace TicketPlatform.Infrastructure.Persistence;

/// <summary>
/// The connections of the read path. Many requests share few of them, their statements written together (multiplexing): PostgreSQL
/// answers sooner when it has no more to do at once than it has cores. That suits single reads without a transaction, which leave
/// nothing behind that would have to be reset.
/// </summary>
internal sealed class ReadDatabase(string connectionString) : IDisposable
{
    private readonly NpgsqlDataSource _connections = new NpgsqlDataSourceBuilder(
        new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "TicketPlatform reads",
            MaxPoolSize = Math.Max(4, 2 * Environment.ProcessorCount),
            NoResetOnClose = true,
            Multiplexing = true,
            MaxAutoPrepare = 100,
            AutoPrepareMinUsages = 1,
            Timeout = 6, // so that the request's own limit of 5 s ends a wait for a connection, and all who wait hear the same
            CommandTimeout = 5,
        }.ConnectionString
    )
    {
        Name = "TicketPlatform reads",
    }.Build();

    public NpgsqlCommand CreateCommand() => _connections.CreateCommand();

    public NpgsqlCommand CreateCommand(string sql, params ReadOnlySpan<object> parameters)
    {
        var command = _connections.CreateCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        return command;
    }

    public void Dispose() => _connections.Dispose();
}
