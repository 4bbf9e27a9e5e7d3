namespace TicketPlatform.ZendeskSimulator.Truth;

/// <summary>The account's audits, ticket by ticket in the order in which they happened.</summary>
internal static class TicketLives
{
    /// <summary>Of every ticket to which something happened before an instant. Hold the gate.</summary>
    public static IEnumerable<IEnumerable<IReadOnlyList<TicketEvent>>> Audits(World world, uint before) =>
        Audits(world.EventList)
            .Where(audit => audit[0].At < before)
            // Sorting is stable: what happened in the same second stays in the order of the account's list, and so of the ids.
            .OrderBy(audit => audit[0].At)
            .GroupBy(audit => audit[0].Ticket);

    private static IEnumerable<IReadOnlyList<TicketEvent>> Audits(List<TicketEvent> events)
    {
        for (int start = 0, end; start < events.Count; start = end)
        {
            end = start + 1;
            while (end < events.Count && !events[end].StartsAudit)
                end++;
            yield return events.GetRange(start, end - start);
        }
    }
}
