using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TicketPlatform.Application.Synchronization;
using TicketPlatform.Application.Telemetry;

namespace TicketPlatform.Infrastructure.Telemetry;

/// <summary>Reads the figures behind the gauges every few seconds while somebody follows them; a gauge itself must answer at once.</summary>
internal sealed partial class GaugeReadings(
    NpgsqlDataSource database,
    FreshnessMetrics metrics,
    TimeProvider time,
    ILogger<GaugeReadings> logger
) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);
    private static readonly string[] Exports = [StreamNames.Tickets, StreamNames.Users];

    private const string Sql = """
        select (select count(*) from webhook_inbox where due_at is not null), name, watermark
        from sync_streams where name = any ($1)
        """;

    /// <summary>Reads them once.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter { Value = Exports });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var (depth, watermarks) = (0L, new Dictionary<string, DateTimeOffset>());
        while (await rows.ReadAsync(cancellationToken))
        {
            depth = rows.GetInt64(0);
            if (!await rows.IsDBNullAsync(2, cancellationToken))
                watermarks[rows.GetString(1)] = rows.GetFieldValue<DateTimeOffset>(2);
        }
        metrics.Read(new FreshnessReading(time.GetUtcNow(), watermarks, depth));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (!metrics.FollowsReadings)
                continue;
            try
            {
                await ReadAsync(stoppingToken);
            }
            catch (NpgsqlException exception)
            {
                NotRead(exception.Message); // the gauges fall silent until the database is back
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The figures behind the gauges could not be read: {Reason}")]
    private partial void NotRead(string reason);
}
