using TicketPlatform.Application.Zendesk;
using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Application.Statistics;

/// <summary>The whole history of a ticket, ticket by ticket: dear, and complete.</summary>
public interface ITicketAudits
{
    /// <summary>Reads every event of a ticket; none where Zendesk does not have it. Throws <see cref="ZendeskException"/>.</summary>
    Task<TicketAudits> ReadAsync(long ticketId, CancellationToken cancellationToken);
}

/// <param name="Facts">Everything that happened to the ticket.</param>
/// <param name="AskedAt">Zendesk's clock before it answered (UTC).</param>
public sealed record TicketAudits(IReadOnlyList<RecordedFact> Facts, DateTimeOffset AskedAt);

/// <summary>The tickets whose whole history must be read, because their events do not add up.</summary>
public interface IAuditReads
{
    /// <summary>Asks for the reading of some tickets.</summary>
    Task RequestAsync(IReadOnlyDictionary<long, string> reasons, DateTimeOffset now, CancellationToken cancellationToken);

    Task<IReadOnlyList<long>> DueAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Notes in the open transaction that a ticket was read.</summary>
    Task NoteAsync(long ticketId, DateTimeOffset readAt, CancellationToken cancellationToken);
}
