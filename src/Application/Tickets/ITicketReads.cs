using TicketPlatform.Application.Zendesk;
using TicketPlatform.Domain.Tickets;

namespace TicketPlatform.Application.Tickets;

/// <summary>Reads of single tickets, as current as Zendesk has them.</summary>
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
}
