using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TicketPlatform.Application.Telemetry;

namespace TicketPlatform.Infrastructure.Telemetry;

/// <summary>Reads the figures behind the gauges every few seconds while somebody follows them; a gauge itself must answer at once.</summary>
internal sealed partial class GaugeReadings(
    StoredFigures stored,
    FreshnessMetrics freshness,
    OperationsMetrics operations,
    TimeProvider time,
    ILogger<GaugeReadings> logger
) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>Reads them once.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        var reading = await stored.ReadAsync(cancellationToken);
        freshness.Read(reading.Freshness);
        operations.Read(reading.Operations);
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
                NotRead(exception); // the other gauges fall silent until the database is back
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The figures behind the gauges could not be read")]
    private partial void NotRead(Exception trouble);
}
