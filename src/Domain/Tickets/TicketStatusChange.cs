namespace TicketPlatform.Domain.Tickets;

/// <summary>One line of a ticket's append-only history.</summary>
/// <param name="TicketId">Zendesk's id.</param>
/// <param name="From">The status that was overwritten.</param>
/// <param name="To">The status that took its place.</param>
/// <param name="At">When it happened, as exactly as the observation tells (UTC).</param>
/// <param name="Source">The way we learned of it.</param>
public sealed record TicketStatusChange(long TicketId, TicketStatus From, TicketStatus To, DateTimeOffset At, ObservationSource Source);
