namespace TicketPlatform.Domain.Tickets;

/// <summary>One proof that a ticket had a status at an instant. What it changed from follows from the sightings around it.</summary>
/// <param name="TicketId">Zendesk's id.</param>
/// <param name="Status">The status it had.</param>
/// <param name="At">
/// UTC. Zendesk tells whole seconds; events also tell their place inside one, in microseconds. What only tells the second
/// stands at its end, because it shows what that second ended with; what was read while the second still ran stands at its
/// beginning, and means somewhere in it.
/// </param>
/// <param name="Source">The way we learned of it.</param>
/// <param name="ActorId">The Zendesk user who set it, where known.</param>
public sealed record StatusSighting(long TicketId, TicketStatus Status, DateTimeOffset At, ObservationSource Source, long? ActorId)
{
    /// <summary>Whether its place inside its second is not known.</summary>
    public bool IsSomewhereInItsSecond => At.Ticks % TimeSpan.TicksPerSecond == 0;

    /// <summary>Whether it shows what its second ended with.</summary>
    public bool IsAtTheEndOfItsSecond => At == End(At.AddTicks(-(At.Ticks % TimeSpan.TicksPerSecond)));

    /// <summary>What an observation proves.</summary>
    public static IEnumerable<StatusSighting> Of(TicketObservation seen) =>
        Of(
            seen.TicketId,
            seen.Content.Status,
            seen.Content.UpdatedAt,
            seen.Content.StatusChangedAt,
            seen.ObservedAt,
            seen.Source,
            seen.ActorId
        );

    /// <summary>
    /// The status at the ticket's last update and, where it is told, at the moment it was set. The two differ where a comment came after the
    /// status, or where a restored ticket took up again a status set before its deletion.
    /// </summary>
    public static IEnumerable<StatusSighting> Of(
        long ticketId,
        TicketStatus status,
        DateTimeOffset updatedAt,
        DateTimeOffset? setAt,
        DateTimeOffset observedAt,
        ObservationSource source,
        long? actorId
    )
    {
        var updated = Moment(updatedAt, observedAt);
        yield return new(ticketId, status, updated, source, actorId);
        if (setAt is { } set && Moment(set, observedAt) is var moment && moment != updated)
            yield return new(ticketId, status, moment, source, actorId);
    }

    // Zendesk's answers carry whole seconds, so one given during the second has the beginning of it as its time.
    private static DateTimeOffset Moment(DateTimeOffset second, DateTimeOffset observed)
    {
        var end = End(second);
        return observed >= second && observed < end ? observed : end;
    }

    private static DateTimeOffset End(DateTimeOffset second) => second.AddSeconds(1).AddMicroseconds(-1);
}
