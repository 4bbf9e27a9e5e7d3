namespace TicketPlatform.ZendeskSimulator.Events;

/// <summary>One event: its full type, and what its event object holds besides the sequence.</summary>
internal sealed record Happening(string Type, Action<Utf8JsonWriter> WriteEvent);

/// <summary>
/// What one update did to one ticket or user. Its events share a sequence; an update that no event type describes has none, and still
/// fires triggers.
/// </summary>
/// <param name="Subject">Such as <c>zen:ticket:48211</c>.</param>
/// <param name="Happenings">In the order of the sequence.</param>
/// <param name="WriteDetail">Writes the detail object for one of the events.</param>
/// <param name="Triggering">The ticket whose update fires triggers; null when none does.</param>
internal sealed record EventGroup(
    string Subject,
    IReadOnlyList<Happening> Happenings,
    Action<Utf8JsonWriter, Happening> WriteDetail,
    Ticket? Triggering = null
);
