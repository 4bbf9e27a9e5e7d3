using TicketPlatform.Application.Notifications;
using TicketPlatform.Application.Operations;
using TicketPlatform.Application.Synchronization;
using TicketPlatform.Application.Telemetry;
using TicketPlatform.Infrastructure.Jobs;
using TicketPlatform.Infrastructure.Notifications;
using TicketPlatform.Infrastructure.Operations;
using TicketPlatform.Infrastructure.Persistence;

namespace TicketPlatform.Infrastructure.Telemetry;

/// <summary>Reads the figures behind the gauges: a batch of small statements, all by index.</summary>
internal sealed class StoredFigures(
    NpgsqlDataSource database,
    IRequestBudgetFigures budgets,
    INotificationTargets targets,
    TimeProvider time
)
{
    private static readonly string[] Exports = [StreamNames.Tickets, StreamNames.Users, StreamNames.Events];
    private static readonly string[] Jobs = [.. JobCatalogue.All.Select(job => job.Name)];

    private const string Inbox = """
        select (select count(*) from webhook_inbox where due_at is not null), (select count(*) from webhook_inbox where outcome = 'dead')
        """;

    private const string Streams = "select name, watermark, state = 'Stopped', failures from sync_streams";

    // Job by job, because each is one look into the index. Ten runs are more than any rule asks for, and a job may have failed for days.
    private const string JobsRun = """
        select name, max(finished_at), count(*) filter (where failing)
        from unnest($1) name cross join lateral (
            select finished_at, bool_and(outcome in ('failed', 'cutOff')) over (order by started_at desc) as failing
            from job_runs where job = name order by started_at desc limit 10) latest
        group by name
        """;

    private const string AlertsNow = $"select current.*, {AlertFigures.ProvenAt} from ({AlertFigures.Current}) current";

    /// <summary>Reads them once.</summary>
    public async Task<(FreshnessReading Freshness, OperationsReading Operations)> ReadAsync(CancellationToken cancellationToken)
    {
        await using var batch = Batch();
        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        var (depth, deadLetters) = (await ListAsync(rows, row => (row.GetInt64(0), row.GetInt64(1)), cancellationToken))[0];
        var streams = await ListAsync(rows, Stream, cancellationToken);
        var jobs = await ListAsync(rows, Job, cancellationToken);
        var waitingSince = (await ListAsync(rows, row => Instant(row, 0), cancellationToken))[0];
        var alerts = (await ListAsync(rows, Alerts, cancellationToken))[0];
        var messages = await ListAsync(rows, Target, cancellationToken);

        var buckets = await budgets.ReadAsync(cancellationToken);
        var now = time.GetUtcNow();
        return (
            new FreshnessReading(
                now,
                streams
                    .Where(stream => stream.Watermark is not null && Exports.Contains(stream.Reading.Name))
                    .ToDictionary(stream => stream.Reading.Name, stream => stream.Watermark!.Value),
                depth
            ),
            new OperationsReading(
                now,
                jobs,
                streams.ConvertAll(stream => stream.Reading),
                deadLetters,
                [.. buckets.Select(bucket => Budget(bucket, now))],
                waitingSince,
                alerts,
                messages
            )
        );
    }

    private NpgsqlBatch Batch()
    {
        var batch = database.CreateBatch();
        batch.Add(Inbox);
        batch.Add(Streams);
        batch.Add(JobsRun, [Jobs]);
        batch.Add(StatisticsFigures.WaitingSince);
        batch.Add(AlertsNow);
        batch.Add(NotificationFigures.Counts, [targets.Names.ToArray()]);
        return batch;
    }

    /// <summary>The rows of one statement; goes on to the next.</summary>
    private static async Task<List<T>> ListAsync<T>(
        NpgsqlDataReader rows,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken
    )
    {
        var all = new List<T>();
        while (await rows.ReadAsync(cancellationToken))
            all.Add(read(rows));
        await rows.NextResultAsync(cancellationToken);
        return all;
    }

    private static (DateTimeOffset? Watermark, StreamReading Reading) Stream(NpgsqlDataReader row) =>
        (Instant(row, 1), new StreamReading(row.GetString(0), row.GetBoolean(2), row.GetInt32(3)));

    private static JobReading Job(NpgsqlDataReader row) => new(row.GetString(0), row.GetFieldValue<DateTimeOffset>(1), row.GetInt64(2));

    private static AlertsReading Alerts(NpgsqlDataReader row) => new(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), Instant(row, 3));

    private static TargetReading Target(NpgsqlDataReader row) => new(row.GetString(0), row.GetInt64(1), row.GetInt64(2));

    private static BudgetReading Budget(BudgetStatus bucket, DateTimeOffset now) =>
        new(bucket.Bucket, bucket.PerMinute, bucket.BlockedUntil > now ? 0 : bucket.Left);

    private static DateTimeOffset? Instant(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}
