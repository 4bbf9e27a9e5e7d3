using TicketPlatform.Application.Zendesk;
using TicketPlatform.Domain.Statistics;
using TicketPlatform.Domain.Synchronization;

namespace TicketPlatform.Application.Statistics;

/// <summary>Zendesk's time-based incremental export of ticket events. It repeats rows at the borders of its pages, and may show some late.</summary>
public interface ITicketEventExport
{
    /// <summary>
    /// Fetches the page that begins at <paramref name="from"/>; its cursor is the second (Unix time) at which the next page begins.
    /// Throws <see cref="ZendeskException"/>.
    /// </summary>
    /// <param name="from">Where to continue.</param>
    /// <param name="pageSize">About this many events (1 to 1,000): Zendesk finishes the second that it has begun.</param>
    /// <param name="lane">What the request is for.</param>
    /// <param name="cancellationToken">Ends the wait; the request then may or may not have been served.</param>
    Task<TicketEventPage> ReadAsync(ExportPosition from, int pageSize, RequestLane lane, CancellationToken cancellationToken);
}

/// <summary>A page of the event export; every event has at least one fact.</summary>
public sealed record TicketEventPage(IReadOnlyList<RecordedFact> Facts, PageReceipt Receipt);
