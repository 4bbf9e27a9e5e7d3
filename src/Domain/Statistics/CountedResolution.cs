namespace TicketPlatform.Domain.Statistics;

/// <summary>A resolution that counts for the agents.</summary>
/// <param name="TicketId">Zendesk's id.</param>
/// <param name="AssigneeId">Who was in charge at it.</param>
/// <param name="Owned">The agents' parts in it; none where nobody owned the ticket while it was new or open.</param>
public sealed record CountedResolution(long TicketId, long? AssigneeId, IReadOnlyList<OwnedTime> Owned);
