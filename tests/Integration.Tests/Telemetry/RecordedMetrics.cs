using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using TicketPlatform.Application.Telemetry;

namespace TicketPlatform.Integration.Tests.Telemetry;

/// <summary>Listens to the metrics of one platform.</summary>
internal sealed class RecordedMetrics : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<string> _lines = new();

    private RecordedMetrics(Platform platform, string meter)
    {
        var meters = platform.Service<IMeterFactory>();
        _ = platform.Service<FreshnessMetrics>();
        _ = platform.Service<OperationsMetrics>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters) && instrument.Meter.Name == meter)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public static RecordedMetrics Of(Platform platform, string meter = FreshnessMetrics.MeterName) => new(platform, meter);

    /// <summary>What was recorded since the last look: name, value rounded to whole numbers, unit and tags.</summary>
    public IReadOnlyList<string> Taken()
    {
        var lines = new List<string>();
        while (_lines.TryDequeue(out var line))
            lines.Add(line);
        return lines;
    }

    /// <summary>What the gauges show.</summary>
    public IReadOnlyList<string> Gauges()
    {
        Taken();
        _listener.RecordObservableInstruments();
        return Taken();
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _lines.Enqueue($"{instrument.Name} {Math.Round(value)} {instrument.Unit} {string.Join(' ', tags.ToArray())}".TrimEnd());
}
