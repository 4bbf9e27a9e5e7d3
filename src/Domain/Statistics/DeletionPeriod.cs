namespace TicketPlatform.Domain.Statistics;

/// <summary>A deletion as the mirror saw it.</summary>
/// <param name="DeletedAt">UTC: the last update of the ticket when it was first seen deleted.</param>
/// <param name="RestoredAt">UTC: its last update when it was first seen again; null while it is deleted.</param>
public sealed record DeletionPeriod(DateTimeOffset DeletedAt, DateTimeOffset? RestoredAt = null);
