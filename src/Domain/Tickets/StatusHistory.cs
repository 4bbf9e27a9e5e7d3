namespace TicketPlatform.Domain.Tickets;

/// <summary>One change of a ticket's status.</summary>
/// <param name="From">Null for the first status seen.</param>
/// <param name="To">The status it then had.</param>
/// <param name="At">UTC, whole seconds: when it was first seen in it.</param>
/// <param name="Source">The way we learned of it.</param>
/// <param name="ActorId">The Zendesk user who set it, where known.</param>
public sealed record StatusChange(TicketStatus? From, TicketStatus To, DateTimeOffset At, ObservationSource Source, long? ActorId);

/// <summary>
/// The changes of a ticket's status, made of all its sightings: each run of equal ones is one change, however often
/// and in whatever order the sightings came.
/// </summary>
public static class StatusHistory
{
    public static IReadOnlyList<StatusChange> Of(IEnumerable<StatusSighting> sightings)
    {
        var changes = new List<StatusChange>();
        foreach (
            var seen in sightings
                .OrderBy(seen => seen.At)
                .ThenBy(seen => seen.Source)
                .ThenBy(seen => seen.Status.Name, StringComparer.Ordinal)
        )
        {
            var last = changes.LastOrDefault();
            var at = seen.At.AddTicks(-(seen.At.Ticks % TimeSpan.TicksPerSecond));
            if (last is null || last.To != seen.Status)
                changes.Add(new StatusChange(last?.To, seen.Status, at, seen.Source, seen.ActorId));
            else if (last.ActorId is null && last.At == at)
                changes[^1] = last with { ActorId = seen.ActorId };
        }
        return changes;
    }
}
