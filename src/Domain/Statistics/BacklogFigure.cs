namespace TicketPlatform.Domain.Statistics;

/// <summary>The unsolved tickets at an instant, by the category of their status.</summary>
/// <param name="New">Nobody works on them.</param>
/// <param name="Open">An agent must act; unknown statuses count here.</param>
/// <param name="Pending">Waiting for the requester.</param>
/// <param name="Hold">Waiting for a third party.</param>
/// <param name="OldestAgeSeconds">Of the one created first; null where there is none.</param>
public sealed record BacklogFigure(long New, long Open, long Pending, long Hold, long? OldestAgeSeconds);
