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
    /// <summary>The changes, oldest first.</summary>
    public static IReadOnlyList<StatusChange> Of(IEnumerable<StatusSighting> sightings)
    {
        var changes = new List<StatusChange>();
        foreach (var seen in InOrder(sightings))
        {
            var last = changes.LastOrDefault();
            var second = Second(seen);
            if (last is null || last.To != seen.Status)
                changes.Add(new StatusChange(last?.To, seen.Status, second, seen.Source, seen.ActorId));
            else if (last.ActorId is null && last.At == second)
                changes[^1] = last with { ActorId = seen.ActorId };
        }
        return changes;
    }

    private static IEnumerable<StatusSighting> InOrder(IEnumerable<StatusSighting> sightings) =>
        sightings.GroupBy(Second).OrderBy(second => second.Key).SelectMany(second => WithinASecond([.. second]));

    /// <summary>
    /// What was read during the very second stands somewhere in it. It is told where its place follows: before the one status that the
    /// second is known to have ended with, or alone. Among several it might stand anywhere, and a history may miss a status, but never invent one.
    /// </summary>
    private static IEnumerable<StatusSighting> WithinASecond(IReadOnlyList<StatusSighting> sightings)
    {
        if (sightings.Count == 1)
            return sightings;
        var placed = Sorted(sightings.Where(seen => !seen.IsSomewhereInItsSecond)).ToList();
        var loose = Sorted(sightings.Where(seen => seen.IsSomewhereInItsSecond && placed.TrueForAll(other => other.Status != seen.Status)))
            .ToList();
        if (placed.Count == 0)
            return loose.TakeWhile(seen => seen.Status == loose[0].Status);
        var isCertain =
            placed[^1].IsAtTheEndOfItsSecond
            && placed.TrueForAll(seen => seen.Status == placed[^1].Status)
            && loose.TrueForAll(seen => seen.Status == loose[0].Status);
        return isCertain ? [.. loose, .. placed] : placed;
    }

    private static IEnumerable<StatusSighting> Sorted(IEnumerable<StatusSighting> sightings) =>
        sightings.OrderBy(seen => seen.At).ThenBy(seen => seen.Source).ThenBy(seen => seen.Status.Name, StringComparer.Ordinal);

    private static DateTimeOffset Second(StatusSighting seen) => seen.At.AddTicks(-(seen.At.Ticks % TimeSpan.TicksPerSecond));
}
