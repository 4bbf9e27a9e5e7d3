namespace TicketPlatform.Domain.Statistics;

/// <summary>An event whose old value is not what the events before it say: something is missing before it.</summary>
/// <param name="EventId">Zendesk's id.</param>
/// <param name="After">When the event before it happened (UTC): what is missing did not happen earlier. Null where there is none.</param>
/// <param name="At">When it happened (UTC): what is missing did not happen later.</param>
public sealed record ChainBreak(long EventId, DateTimeOffset? After, DateTimeOffset At);
