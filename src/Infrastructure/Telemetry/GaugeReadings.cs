using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TicketPlatform.Application.Operations;
using TicketPlatform.Application.Synchronization;
using TicketPlatform.Application.Telemetry;
using TicketPlatform.Infrastructure.Jobs;
using TicketPlatform.Infrastructure.Operations;

namespace TicketPlatform.Infrastructure.Telemetry;

/// <summary>Reads the figures behind the gauges every few seconds while somebody follows them; a gauge itself must answer at once.</summary>
internal sealed partial class GaugeReadings(
    NpgsqlDataSource database,
    IRequestBudgetFigures budgets,
    FreshnessMetrics freshness,
    OperationsMetrics operations,
    TimeProvider time,
    ILogger<GaugeReadings> logger
) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly string[] Exports = [StreamNames.Tickets, StreamNames.Users, StreamNames.Events];
    private static readonly string[] Jobs = [.. JobCatalogue.All.Select(job => job.Name)];

    private const string Inbox = """
        select (select count(*) from webhook_inbox where due_at is not null), (select count(*) from webhook_inbox where outcome = 'dead')
        """;

    private const string Streams = "select name, watermark, state = 'Stopped', failures from sync_streams";

    // Job by job, because each is one look into the index.
    private const string JobsEnded = """
        select name, (select finished_at from job_runs where job = name order by started_at desc limit 1) from unnest($1) name
        """;

    /// <summary>Reads them once.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Inbox));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Streams));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(JobsEnded) { Parameters = { new NpgsqlParameter { Value = Jobs } } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(StatisticsFigures.WaitingSince));
        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);

        await rows.ReadAsync(cancellationToken);
        var (depth, deadLetters) = (rows.GetInt64(0), rows.GetInt64(1));

        await rows.NextResultAsync(cancellationToken);
        var (watermarks, streams) = (new Dictionary<string, DateTimeOffset>(), new List<StreamReading>());
        while (await rows.ReadAsync(cancellationToken))
        {
            var name = rows.GetString(0);
            streams.Add(new StreamReading(name, rows.GetBoolean(2), rows.GetInt32(3)));
            if (Exports.Contains(name) && !await rows.IsDBNullAsync(1, cancellationToken))
                watermarks[name] = rows.GetFieldValue<DateTimeOffset>(1);
        }

        await rows.NextResultAsync(cancellationToken);
        var ended = new Dictionary<string, DateTimeOffset>();
        while (await rows.ReadAsync(cancellationToken))
            if (!await rows.IsDBNullAsync(1, cancellationToken))
                ended[rows.GetString(0)] = rows.GetFieldValue<DateTimeOffset>(1);

        await rows.NextResultAsync(cancellationToken);
        await rows.ReadAsync(cancellationToken);
        var waiting = await rows.IsDBNullAsync(0, cancellationToken) ? (DateTimeOffset?)null : rows.GetFieldValue<DateTimeOffset>(0);

        var buckets = await budgets.ReadAsync(cancellationToken);
        var now = time.GetUtcNow();
        freshness.Read(new FreshnessReading(now, watermarks, depth));
        operations.Read(
            new OperationsReading(
                now,
                ended,
                streams,
                deadLetters,
                [
                    .. buckets.Select(bucket => new BudgetReading(
                        bucket.Bucket,
                        bucket.PerMinute,
                        bucket.BlockedUntil > now ? 0 : bucket.Left
                    )),
                ],
                waiting
            )
        );
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (!freshness.FollowsReadings && !operations.FollowsReadings)
                continue;
            try
            {
                await ReadAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                operations.NotRead();
                NotRead(exception.Message); // the other gauges fall silent until the database is back
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The figures behind the gauges could not be read: {Reason}")]
    private partial void NotRead(string reason);
}
