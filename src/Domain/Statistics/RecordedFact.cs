namespace TicketPlatform.Domain.Statistics;

/// <summary>One part of a ticket event, as Zendesk recorded it. Facts of a ticket are in the order of time, event and position.</summary>
/// <param name="EventId">Zendesk's id of the event (its audit).</param>
/// <param name="Position">Among the parts of the event, from 0.</param>
/// <param name="TicketId">Zendesk's id.</param>
/// <param name="At">UTC, whole seconds.</param>
/// <param name="ActorId">The Zendesk user who did it, or who wrote the comment, whoever posted it; -1 for an automation.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="From">The value before; null at the creation of the ticket and where there was none.</param>
/// <param name="To">The value after; null where there is none. Of a comment nothing is kept but that it was made.</param>
/// <param name="IsPublic">Whether a comment could be seen by the requester; null where Zendesk did not say, and for everything else.</param>
public sealed record RecordedFact(
    long EventId,
    int Position,
    long TicketId,
    DateTimeOffset At,
    long ActorId,
    FactKind Kind,
    string? From,
    string? To,
    bool? IsPublic
)
{
    /// <summary>The actor of what nobody did by hand.</summary>
    public const long Automation = -1;
}
