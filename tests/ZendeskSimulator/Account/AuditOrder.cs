namespace TicketPlatform.ZendeskSimulator.Account;

/// <summary>The audits of all tickets in the order of the event export; each is known by the place of its first event in the account's list.</summary>
internal sealed class AuditOrder(World world, SimulatorOptions options)
{
    private readonly ExportOrder order = new(static _ => true);
    private int known;

    /// <summary>The order up to now. Hold the gate while reading it.</summary>
    public ExportOrder UpToNow()
    {
        var events = world.EventList;
        if (known == 0)
            order.Build(Starts(events).Select(index => new ExportKey(events[index].At, index)));
        else
            foreach (var index in Starts(events))
                order.Move(null, new ExportKey(events[index].At, index));
        known = events.Count;
        return order;
    }

    /// <summary>Where the audits of one ticket begin, oldest first. Hold the gate.</summary>
    public IReadOnlyList<int> Of(int ticket)
    {
        var events = world.EventList;
        var starts = Enumerable.Range(0, events.Count).Where(index => events[index].Ticket == ticket && IsTold(events[index]));
        return [.. starts.OrderBy(index => events[index].At)];
    }

    /// <summary>The events of the audit that begins at a place in the list.</summary>
    public IReadOnlyList<TicketEvent> EventsOf(int first)
    {
        var events = world.EventList;
        var end = first + 1;
        while (end < events.Count && !events[end].StartsAudit)
            end++;
        return events.GetRange(first, end - first);
    }

    private IEnumerable<int> Starts(List<TicketEvent> events) =>
        Enumerable.Range(known, events.Count - known).Where(index => IsTold(events[index]));

    private bool IsTold(TicketEvent change) =>
        change.StartsAudit
        && (options.DeletionEvents || change.Field != TicketField.Status || (change.To != Names.Deleted && change.From != Names.Deleted));
}
