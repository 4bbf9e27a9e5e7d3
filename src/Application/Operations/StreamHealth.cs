using System.Globalization;
using TicketPlatform.Application.Synchronization;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Domain.Synchronization;

namespace TicketPlatform.Application.Operations;

/// <summary>
/// How a stream is. The first synchronisation holds readiness back while it progresses, because lists would be incomplete;
/// trouble with Zendesk does not, because what is stored can be shown with its age, nor do the events, because lists are complete without.
/// </summary>
internal static class StreamHealth
{
    /// <summary>One failed slice is weather, several are a state.</summary>
    private const int Tolerated = 1;

    public static HealthEntry Of(SyncStream stream, DateTimeOffset now)
    {
        if (stream.State == StreamState.Stopped)
            return new(stream.Name, HealthState.Degraded, $"Stopped: {stream.LastError}");
        if (stream.Watermark is not { } watermark)
            return Unfinished(stream);
        var lag = now - watermark;
        if (lag > Freshness.Promise)
            return new(stream.Name, HealthState.Degraded, $"{Seconds(lag)} s behind. {stream.LastError ?? "No slice has run lately."}");
        return new(stream.Name, HealthState.Healthy, $"{Seconds(lag)} s behind.");
    }

    private static HealthEntry Unfinished(SyncStream stream) =>
        stream.Failures > Tolerated
            ? new(stream.Name, HealthState.Degraded, $"The first synchronisation is held up: {stream.LastError}")
            : new(
                stream.Name,
                stream.Name == StreamNames.Events ? HealthState.Degraded : HealthState.Unhealthy,
                $"First synchronisation: {Number(stream.Rows)} rows so far."
            );

    private static string Seconds(TimeSpan lag) => Number((long)lag.TotalSeconds);

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
