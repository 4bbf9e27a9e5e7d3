using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace TicketPlatform.Application.Telemetry;

/// <summary>
/// How fresh the mirror is, as figures that an exporter can follow. Each verb is one event; without a listener it costs a comparison.
/// </summary>
public sealed class FreshnessMetrics
{
    /// <summary>The name under which an exporter finds all of them.</summary>
    public const string MeterName = "TicketPlatform";

    private static readonly InstrumentAdvice<double> Lags = new()
    {
        HistogramBucketBoundaries = [1, 2, 5, 10, 20, 30, 60, 75, 90, 120, 300, 900, 3_600],
    };

    private static readonly InstrumentAdvice<double> Instants = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60],
    };

    private readonly TimeProvider _time;
    private readonly Histogram<double> _observationLag;
    private readonly Histogram<double> _webhookVisible;
    private readonly Counter<long> _webhooksRefused;
    private readonly Instrument[] _gauges;
    private FreshnessReading? _reading;

    public FreshnessMetrics(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create(MeterName);
        _observationLag = meter.CreateHistogram(
            "ticketplatform.observation.lag",
            "s",
            "From a ticket's change in Zendesk until the mirror shows it.",
            tags: null,
            Lags
        );
        _webhookVisible = meter.CreateHistogram(
            "ticketplatform.webhook.visible",
            "s",
            "From the receipt of a webhook until what it says is visible.",
            tags: null,
            Instants
        );
        _webhooksRefused = meter.CreateCounter<long>("ticketplatform.webhook.refused", "{request}", "Webhooks that were refused.");
        _gauges =
        [
            meter.CreateObservableGauge("ticketplatform.stream.lag", StreamLags, "s", "How long ago the watermark of an export was."),
            meter.CreateObservableGauge("ticketplatform.inbox.depth", InboxDepth, "{event}", "Webhooks received and not applied yet."),
        ];
    }

    /// <summary>Whether anybody looks at the observations of tickets.</summary>
    public bool FollowsObservations => _observationLag.Enabled;

    /// <summary>Whether anybody looks at the figures that must be read for it.</summary>
    public bool FollowsReadings => _gauges.Any(gauge => gauge.Enabled);

    /// <summary>A ticket says something new: so long after its change, and told by this source (webhook, reread, export).</summary>
    public void TicketChanged(string source, TimeSpan lag) =>
        _observationLag.Record(Math.Max(0, lag.TotalSeconds), new KeyValuePair<string, object?>("source", source));

    /// <summary>What a webhook said is visible, so long after it was received.</summary>
    public void WebhookVisible(TimeSpan sinceReceipt) => _webhookVisible.Record(Math.Max(0, sinceReceipt.TotalSeconds));

    /// <summary>A webhook was refused, for one of few reasons such as <c>signature</c>, <c>timestamp</c>, <c>size</c>, <c>full</c>.</summary>
    public void WebhookRefused(string reason) => _webhooksRefused.Add(1, new KeyValuePair<string, object?>("reason", reason));

    /// <summary>The stored figures were read.</summary>
    public void Read(FreshnessReading reading) => Volatile.Write(ref _reading, reading);

    private FreshnessReading? Current =>
        Volatile.Read(ref _reading) is { } reading && _time.GetUtcNow() - reading.At <= FreshnessReading.Lifetime ? reading : null;

    private IEnumerable<Measurement<double>> StreamLags() =>
        from stream in Current?.Watermarks ?? new Dictionary<string, DateTimeOffset>()
        let lag = (_time.GetUtcNow() - stream.Value).TotalSeconds
        select new Measurement<double>(Math.Max(0, lag), new TagList { { "stream", stream.Key } });

    private IEnumerable<Measurement<long>> InboxDepth() => Current is { } reading ? [new Measurement<long>(reading.InboxDepth)] : [];
}

/// <summary>Stored figures, as they were read.</summary>
/// <param name="At">When (UTC).</param>
/// <param name="Watermarks">Of each export that was complete once.</param>
/// <param name="InboxDepth">Webhooks received and not applied.</param>
public sealed record FreshnessReading(DateTimeOffset At, IReadOnlyDictionary<string, DateTimeOffset> Watermarks, long InboxDepth)
{
    /// <summary>A reading older than this is not shown: no figure is better than a wrong one.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);
}
