using TicketPlatform.Application.Zendesk;
using TicketPlatform.Domain.Tickets;

namespace TicketPlatform.Application.Tickets;

/// <summary>Reads of tickets as current as Zendesk has them.</summary>
public interface ITicketReads
{
    /// <summary>
    /// The tickets with these ids (at most 100); unknown and deleted ones are missing from the answer.
    /// Throws <see cref="ZendeskException"/>.
    /// </summary>
    Task<IReadOnlyList<TicketObservation>> ShowManyAsync(
        IReadOnlyCollection<long> ids,
        RequestLane lane,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// Every ticket that a Zendesk user requested, page by page, the last updated first; deleted ones are missing, and some may come
    /// twice. Throws <see cref="ZendeskException"/>, with <see cref="ZendeskFault.NotFound"/> for a user that Zendesk no longer has.
    /// </summary>
    IAsyncEnumerable<RequestedTickets> RequestedByAsync(long zendeskUserId, RequestLane lane, CancellationToken cancellationToken);
}

/// <summary>A page of what a Zendesk user requested.</summary>
/// <param name="Tickets">Re-reads.</param>
/// <param name="AskedAt">A moment on Zendesk's clock (UTC) that is certainly not after it looked for this page.</param>
public sealed record RequestedTickets(IReadOnlyList<TicketObservation> Tickets, DateTimeOffset AskedAt);
