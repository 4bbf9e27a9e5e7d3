using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace TicketPlatform.Application.Telemetry;

/// <summary>
/// How the platform works, as figures for alerting rules. What is stored is told by every node alike, so that a rule sees a dead worker
/// through any node that lives.
/// </summary>
public sealed class OperationsMetrics
{
    /// <summary>The name under which an exporter finds all of them.</summary>
    public const string MeterName = "TicketPlatform.Operations";

    private static readonly InstrumentAdvice<double> Slices = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 4, 5, 10],
    };

    private readonly TimeProvider _time;
    private readonly Histogram<double> _jobDuration;
    private readonly Counter<long> _heartbeats;
    private readonly Instrument[] _gauges;
    private OperationsReading? _reading;
    private long? _databaseUp;

    public OperationsMetrics(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create(MeterName);
        _jobDuration = meter.CreateHistogram("ticketplatform.job.duration", "s", "How long one slice of a job took.", tags: null, Slices);
        _heartbeats = meter.CreateCounter<long>(
            "ticketplatform.heartbeat.cycles",
            "{cycle}",
            "Cycles of the dead man's switch: sent, withheld or failed."
        );
        _gauges =
        [
            meter.CreateObservableGauge(
                "ticketplatform.database.up",
                DatabaseUp,
                null,
                "Whether PostgreSQL answered this node (1) or not (0)."
            ),
            meter.CreateObservableGauge("ticketplatform.job.age", JobAges, "s", "How long ago the last slice of a job ended, on any node."),
            meter.CreateObservableGauge(
                "ticketplatform.job.failures",
                JobFailures,
                "{run}",
                "Runs of a job that failed or were cut off since one that was not, at most ten."
            ),
            meter.CreateObservableGauge("ticketplatform.stream.refused", Refused, null, "Whether Zendesk refuses a stream (1) or not (0)."),
            meter.CreateObservableGauge(
                "ticketplatform.stream.failures",
                Failures,
                "{failure}",
                "Failures of a stream since its last success."
            ),
            meter.CreateObservableGauge("ticketplatform.inbox.dead_letters", DeadLetters, "{event}", "Webhooks that could not be applied."),
            meter.CreateObservableGauge("ticketplatform.budget.limit", Limits, "{request}", "Requests that a bucket allows in a minute."),
            meter.CreateObservableGauge(
                "ticketplatform.statistics.oldest_open_hour",
                OldestOpenHour,
                "s",
                "How long the hour waits that has waited longest to be published; 0 where none waits."
            ),
            meter.CreateObservableGauge("ticketplatform.alert.open", OpenAlerts, "{alert}", "Users with too many open tickets."),
            meter.CreateObservableGauge(
                "ticketplatform.alert.unacknowledged",
                Unacknowledged,
                "{alert}",
                "Open alerts of which nobody takes care."
            ),
            meter.CreateObservableGauge(
                "ticketplatform.alert.escalated",
                Escalated,
                "{alert}",
                "Open alerts that exceeded the second threshold."
            ),
            meter.CreateObservableGauge(
                "ticketplatform.alert.proof_age",
                AlertProofAge,
                "s",
                "How long ago it was proven that all alerts fit the open tickets."
            ),
            meter.CreateObservableGauge(
                "ticketplatform.notification.pending",
                Pending,
                "{message}",
                "Messages that wait to be delivered to a target."
            ),
            meter.CreateObservableGauge(
                "ticketplatform.notification.dead_letters",
                GivenUp,
                "{message}",
                "Messages to a target that were given up."
            ),
            meter.CreateObservableGauge("ticketplatform.budget.left", Left, "{request}", "Requests to Zendesk that a bucket still allows."),
        ];
    }

    /// <summary>Whether anybody looks at the figures that must be read for it.</summary>
    public bool FollowsReadings => _gauges.Any(gauge => gauge.Enabled);

    /// <summary>A slice of a job ended, and how: done, problem, cutOff or failed.</summary>
    public void JobEnded(string job, string outcome, TimeSpan took) =>
        _jobDuration.Record(took.TotalSeconds, new TagList { { "job_name", job }, { "outcome", outcome } });

    /// <summary>A cycle of the dead man's switch ended: sent, withheld or failed.</summary>
    public void HeartbeatCycle(string outcome) => _heartbeats.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    /// <summary>The stored figures were read: the database answers.</summary>
    public void Read(OperationsReading reading)
    {
        Volatile.Write(ref _reading, reading);
        _databaseUp = 1;
    }

    /// <summary>The stored figures could not be read.</summary>
    public void NotRead() => _databaseUp = 0;

    private OperationsReading? Current =>
        Volatile.Read(ref _reading) is { } reading && _time.GetUtcNow() - reading.At <= FreshnessReading.Lifetime ? reading : null;

    private IEnumerable<Measurement<long>> DatabaseUp() => _databaseUp is { } up ? [new Measurement<long>(up)] : [];

    private IEnumerable<Measurement<double>> JobAges() =>
        from job in Current?.Jobs ?? []
        let age = (_time.GetUtcNow() - job.EndedAt).TotalSeconds
        select new Measurement<double>(Math.Max(0, age), new TagList { { "job_name", job.Name } });

    private IEnumerable<Measurement<long>> JobFailures() =>
        from job in Current?.Jobs ?? []
        select new Measurement<long>(job.Failures, new TagList { { "job_name", job.Name } });

    private IEnumerable<Measurement<long>> Refused() =>
        from stream in Current?.Streams ?? []
        select new Measurement<long>(stream.IsRefused ? 1 : 0, new TagList { { "stream", stream.Name } });

    private IEnumerable<Measurement<long>> Failures() =>
        from stream in Current?.Streams ?? []
        select new Measurement<long>(stream.Failures, new TagList { { "stream", stream.Name } });

    private IEnumerable<Measurement<long>> DeadLetters() => Current is { } reading ? [new Measurement<long>(reading.DeadLetters)] : [];

    private IEnumerable<Measurement<long>> Limits() =>
        from bucket in Current?.Budgets ?? []
        select new Measurement<long>(bucket.Limit, new TagList { { "bucket", bucket.Name } });

    private IEnumerable<Measurement<double>> OldestOpenHour()
    {
        if (Current is not { } reading)
            yield break;
        var waits = reading.HourWaitingSince is { } since ? (_time.GetUtcNow() - since).TotalSeconds : 0;
        yield return new Measurement<double>(Math.Max(0, waits));
    }

    private IEnumerable<Measurement<long>> OpenAlerts() => Current is { } reading ? [new Measurement<long>(reading.Alerts.Open)] : [];

    private IEnumerable<Measurement<long>> Unacknowledged() =>
        Current is { } reading ? [new Measurement<long>(reading.Alerts.Unacknowledged)] : [];

    private IEnumerable<Measurement<long>> Escalated() => Current is { } reading ? [new Measurement<long>(reading.Alerts.Escalated)] : [];

    private IEnumerable<Measurement<double>> AlertProofAge() =>
        Current?.Alerts.ProvenAt is { } at ? [new Measurement<double>(Math.Max(0, (_time.GetUtcNow() - at).TotalSeconds))] : [];

    private IEnumerable<Measurement<long>> Pending() =>
        from target in Current?.Targets ?? []
        select new Measurement<long>(target.Pending, new TagList { { "target", target.Name } });

    private IEnumerable<Measurement<long>> GivenUp() =>
        from target in Current?.Targets ?? []
        select new Measurement<long>(target.DeadLetters, new TagList { { "target", target.Name } });

    private IEnumerable<Measurement<long>> Left() =>
        from bucket in Current?.Budgets ?? []
        select new Measurement<long>(bucket.Left, new TagList { { "bucket", bucket.Name } });
}

/// <summary>Stored figures, as they were read; not shown for longer than <see cref="FreshnessReading.Lifetime"/>.</summary>
/// <param name="At">When (UTC).</param>
/// <param name="Jobs">How each job fares that has run.</param>
/// <param name="Streams">How each stream fares.</param>
/// <param name="DeadLetters">Webhooks that could not be applied.</param>
/// <param name="Budgets">What may still be asked of Zendesk.</param>
/// <param name="HourWaitingSince">Since when the hour waits that has waited longest to be published; null where none waits.</param>
/// <param name="Alerts">How the alerts stand.</param>
/// <param name="Targets">How the messages to each target stand.</param>
public sealed record OperationsReading(
    DateTimeOffset At,
    IReadOnlyList<JobReading> Jobs,
    IReadOnlyList<StreamReading> Streams,
    long DeadLetters,
    IReadOnlyList<BudgetReading> Budgets,
    DateTimeOffset? HourWaitingSince,
    AlertsReading Alerts,
    IReadOnlyList<TargetReading> Targets
);

/// <param name="Name">Of the job.</param>
/// <param name="EndedAt">When its last slice ended (UTC).</param>
/// <param name="Failures">Slices that failed or were cut off since one that was not.</param>
public sealed record JobReading(string Name, DateTimeOffset EndedAt, long Failures);

/// <param name="Open">Users with too many open tickets.</param>
/// <param name="Unacknowledged">Those of whom nobody takes care.</param>
/// <param name="Escalated">Those above the second threshold.</param>
/// <param name="ProvenAt">When it was last proven that all fit (UTC); null before the first proof.</param>
public sealed record AlertsReading(long Open, long Unacknowledged, long Escalated, DateTimeOffset? ProvenAt);

/// <param name="Name">Of the target.</param>
/// <param name="Pending">Messages that wait for it.</param>
/// <param name="DeadLetters">Those that were given up.</param>
public sealed record TargetReading(string Name, long Pending, long DeadLetters);

/// <param name="Name">Of the stream.</param>
/// <param name="IsRefused">Whether Zendesk refuses us.</param>
/// <param name="Failures">Since the last success.</param>
public sealed record StreamReading(string Name, bool IsRefused, int Failures);

/// <param name="Name">Of the bucket.</param>
/// <param name="Limit">Requests a minute.</param>
/// <param name="Left">Those of them that remain now.</param>
public sealed record BudgetReading(string Name, int Limit, int Left);
