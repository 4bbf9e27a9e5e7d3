namespace TicketPlatform.Domain.Tickets;

/// <summary>What taking an observation did to a ticket.</summary>
public enum Absorbed
{
    /// <summary>The ticket now says what the observation says.</summary>
    Newer,

    /// <summary>Nothing that the ticket did not say already.</summary>
    Known,

    /// <summary>The ticket has seen something newer; nothing changed.</summary>
    Older,

    /// <summary>It contradicts an equally new observation: the ticket must be read again.</summary>
    NeedsReread,
}

/// <summary>
/// The mirror of one Zendesk ticket: always its greatest observation, so any order of arrival, and any
/// repetition, ends in the same state.
/// </summary>
public sealed class Ticket
{
    private List<StatusSighting>? _untold;

    private Ticket(TicketObservation seen, bool rereadDue, long fence) => (Seen, RereadDue, Fence) = (seen, rereadDue, fence);

    /// <summary>Zendesk's id.</summary>
    public long Id => Seen.TicketId;

    /// <summary>The observation that the mirror shows.</summary>
    public TicketObservation Seen { get; private set; }

    /// <summary>Whether two equally new observations disagreed and only Zendesk can tell which is right.</summary>
    public bool RereadDue { get; private set; }

    /// <summary>Counts the stored changes of this row; 0 for a ticket that is not stored yet.</summary>
    public long Fence { get; }

    /// <summary>
    /// What was seen of its status since it was loaded and the shown observation does not tell: its history. A late arrival changes
    /// nothing else, but it is the only trace of a state.
    /// </summary>
    public IReadOnlyList<StatusSighting> Untold => _untold ?? [];

    /// <summary>
    /// Whether it says what was seen, or something seen later. An export does not count as later: it withholds the last minute.
    /// </summary>
    public bool Covers(TicketObservation seen) =>
        Seen.Content.Describes(seen.Content) || (Seen.Source != ObservationSource.Export && Seen.ObservedAt > seen.ObservedAt);

    /// <summary>A ticket seen for the first time.</summary>
    public static Ticket First(TicketObservation seen)
    {
        var ticket = new Ticket(seen, rereadDue: false, fence: 0);
        if (seen.ActorId is not null)
            ticket.Keep(seen);
        return ticket;
    }

    /// <summary>A ticket as it was stored.</summary>
    public static Ticket Stored(TicketObservation seen, bool rereadDue, long fence) => new(seen, rereadDue, fence);

    /// <summary>Takes what Zendesk is known to say; replays and late arrivals change nothing.</summary>
    public Absorbed Apply(TicketObservation seen)
    {
        var before = Seen;
        var absorbed = Settle(seen);
        if (absorbed != Absorbed.Known)
            Keep(ReferenceEquals(Seen, seen) ? before : seen);
        // Who set a status is told by its event alone, and where in its second, too, if the row was read while that second ran.
        if (seen.ActorId is not null || (absorbed == Absorbed.Known && IsPlaced(seen) && !IsPlaced(Seen)))
            Keep(seen);
        return absorbed;
    }

    private static bool IsPlaced(TicketObservation seen) => StatusSighting.Of(seen).All(sighting => !sighting.IsSomewhereInItsSecond);

    private void Keep(TicketObservation seen) => (_untold ??= []).AddRange(StatusSighting.Of(seen));

    private Absorbed Settle(TicketObservation seen)
    {
        if (seen.Version < Seen.Version)
            return Absorbed.Older;
        if (seen.Version > Seen.Version)
            return Become(seen, rereadDue: false);
        return SettleTie(seen);
    }

    /// <summary>
    /// Zendesk stamps whole seconds, so two edits can share a version. The export is final for its second; a read
    /// settles every hint that is older than itself; two differing hints settle nothing.
    /// </summary>
    private Absorbed SettleTie(TicketObservation seen)
    {
        var agrees = seen.Content.Describes(Seen.Content);
        if (agrees && seen.Source < Seen.Source)
            return Confirmed(seen);
        if (agrees && seen.Source == Seen.Source)
            return Repeated(seen);

        var (upper, lower) = seen.CompareTo(Seen) > 0 ? (seen, Seen) : (Seen, seen);
        var settled =
            agrees
            || upper.Source == ObservationSource.Export
            || (upper.Source == ObservationSource.Reread && lower.ObservedAt <= upper.ObservedAt);
        var rereadDue = !settled || (upper != seen && RereadDue);

        if (upper == seen)
            return Become(seen, rereadDue);
        if (rereadDue == RereadDue)
            return Absorbed.Older;
        RereadDue = rereadDue;
        return Absorbed.NeedsReread;
    }

    // What is said again must outrank something else that was said in between. The export never changes its mind about a
    // second, and the overlap passes repeat it by the thousand: there a repetition is nothing to store.
    private Absorbed Repeated(TicketObservation seen)
    {
        var mayOutrank = seen.Source != ObservationSource.Export || seen.Content != Seen.Content;
        var settles = seen.Source != ObservationSource.Webhook;
        return mayOutrank && seen.CompareTo(Seen) > 0 ? Become(seen, RereadDue && !settles) : Confirmed(seen);
    }

    private Absorbed Confirmed(TicketObservation seen)
    {
        if (seen.Source == ObservationSource.Webhook || !RereadDue)
            return Absorbed.Known;
        RereadDue = false;
        return Absorbed.Newer;
    }

    private Absorbed Become(TicketObservation seen, bool rereadDue)
    {
        Seen = seen;
        RereadDue = rereadDue;
        return rereadDue ? Absorbed.NeedsReread : Absorbed.Newer;
    }
}
