namespace TicketPlatform.Domain.Statistics;

/// <summary>A transition of a ticket from an unsolved status into solved, or straight into closed.</summary>
/// <param name="At">UTC.</param>
/// <param name="EventId">The event that made it.</param>
/// <param name="AssigneeId">Who was in charge when that event was over.</param>
/// <param name="Replies">Public replies up to it, those of the same event included.</param>
public sealed record TicketResolution(DateTimeOffset At, long EventId, long? AssigneeId, int Replies);
