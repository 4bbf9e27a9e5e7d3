namespace TicketPlatform.Infrastructure.Webhooks;

/// <summary>
/// The connections on which deliveries are kept. They are apart from those of the reads, which must not queue behind a commit, and from
/// those of the workers, which may all be busy just when much arrives.
/// </summary>
internal sealed class InboxDatabase(string connectionString) : IDisposable
{
    private readonly NpgsqlDataSource _connections = new NpgsqlDataSourceBuilder(
        new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "TicketPlatform inbox",
            MaxPoolSize = Math.Max(4, 2 * Environment.ProcessorCount),
            NoResetOnClose = true,
            Multiplexing = true,
            MaxAutoPrepare = 10,
            AutoPrepareMinUsages = 1,
            Timeout = 3,
            CommandTimeout = 3,
        }.ConnectionString
    )
    {
        Name = "TicketPlatform inbox",
    }.Build();

    public NpgsqlCommand CreateCommand(string sql) => _connections.CreateCommand(sql);

    public void Dispose() => _connections.Dispose();
}
