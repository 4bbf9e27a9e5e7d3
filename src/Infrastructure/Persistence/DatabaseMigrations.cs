namespace TicketPlatform.Infrastructure.Persistence;

/// <summary>Brings a database to the schema of this version.</summary>
public static class DatabaseMigrations
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // In seconds. An index over years of tickets takes minutes to build, and a node waits for the one that builds it.
    private const int LongestStep = 1_200;

    /// <summary>
    /// Applies what is missing, under a lock, so that any number of nodes may start at once. Waits up to 30 seconds for
    /// a database that does not answer yet; then throws <see cref="StartupException"/>.
    /// </summary>
    public static async Task MigrateAsync(string connectionString, CancellationToken cancellationToken)
    {
        // Metrics name the pool by this and not by its connection string; and it ends here.
        await using var database = new NpgsqlDataSourceBuilder(connectionString) { Name = "TicketPlatform migrations" }.Build();
        var options = new DbContextOptionsBuilder<TicketPlatformDbContext>()
            .UseNpgsql(database, npgsql => npgsql.CommandTimeout(LongestStep))
            .Options;
        await using var db = new TicketPlatformDbContext(options);
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await db.Database.MigrateAsync(cancellationToken);
                return;
            }
            catch (NpgsqlException exception) when (exception.IsTransient && TimeProvider.System.GetElapsedTime(started) < Patience)
            {
                await Task.Delay(Pause, TimeProvider.System, cancellationToken);
            }
            catch (NpgsqlException exception)
            {
                throw new StartupException(
                    $"The database refuses: {exception.Message} Check ConnectionStrings__TicketPlatform.",
                    exception
                );
            }
        }
    }
}
