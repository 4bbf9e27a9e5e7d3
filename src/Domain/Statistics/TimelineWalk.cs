using System.Globalization;
using TicketPlatform.Domain.Tickets;

namespace TicketPlatform.Domain.Statistics;

/// <summary>Goes through the events of a ticket, oldest first.</summary>
internal sealed class TimelineWalk(StaffHistory staff)
{
    private readonly List<TicketInterval> _ended = [];
    private readonly List<TicketResolution> _resolutions = [];
    private readonly List<DateTimeOffset> _reopens = [];
    private readonly List<ChainBreak> _breaks = [];
    private readonly List<Standing> _standings = [];
    private (DateTimeOffset From, TicketStatus Status, long? AssigneeId)? _lasting;
    private long? _creation;
    private TicketStatus? _beforeDeletion;
    public DateTimeOffset? CreatedAt { get; private set; }

    public bool IsProactive { get; private set; }

    public TicketStatus? Status { get; private set; }

    public long? AssigneeId { get; private set; }

    /// <summary>Whether the ticket has not been unsolved again since its last resolution; a deletion in between is no answer to that.</summary>
    public bool IsStanding { get; private set; }

    public DateTimeOffset? FirstReplyAt { get; private set; }

    /// <summary>Public comments by agents so far, the creation's aside.</summary>
    public int Replies { get; private set; }

    /// <summary>Whether any two events happened within one second.</summary>
    public bool HasSimultaneousEvents { get; private set; }

    /// <summary>When the last fact happened.</summary>
    public DateTimeOffset? LastAt { get; private set; }

    public IReadOnlyList<TicketInterval> Intervals =>
        _lasting is { } last ? [.. _ended, new TicketInterval(last.From, null, last.Status, last.AssigneeId)] : [];

    public IReadOnlyList<TicketResolution> Resolutions => _resolutions;

    public IReadOnlyList<DateTimeOffset> Reopens => _reopens;

    public IReadOnlyList<ChainBreak> Breaks => _breaks;

    /// <summary>What was true of the last resolution, from when on.</summary>
    public IReadOnlyList<Standing> Standings => _standings;

    /// <summary>Takes one event: its parts in their order, however often each is given.</summary>
    public void Take(ReadOnlySpan<RecordedFact> happened)
    {
        var (id, at) = (happened[0].EventId, happened[0].At);
        if (CreatedAt is null && TellsCreation(happened))
            (CreatedAt, _creation) = (at, id);
        for (var part = 0; part < happened.Length; part++)
            if (part == 0 || happened[part].Position != happened[part - 1].Position)
                Take(happened[part]);
        // An event is one moment, whatever the order of its parts: who replies, takes the ticket and solves it does so at once.
        if (_resolutions.Count > 0 && _resolutions[^1].EventId == id)
            _resolutions[^1] = _resolutions[^1] with { AssigneeId = AssigneeId, Replies = Replies };
        HasSimultaneousEvents |= LastAt == at;
        LastAt = at;
        Lengthen(at);
        Note(at);
    }

    /// <summary>Takes a deletion, or its end, that no event tells.</summary>
    public void Take(UntoldChange change)
    {
        if (Status is null || (Status == TicketStatus.Deleted) == change.IsDeletion)
            return;
        var before = Status;
        Status = change.IsDeletion ? TicketStatus.Deleted : _beforeDeletion;
        _beforeDeletion = before;
        Lengthen(change.At);
        Note(change.At);
    }

    private void Take(RecordedFact fact)
    {
        switch (fact.Kind)
        {
            case FactKind.Status:
                TakeStatus(fact);
                break;
            case FactKind.Assignee:
                if (Id(fact.From) != AssigneeId)
                    Break(fact);
                AssigneeId = Id(fact.To);
                break;
            case FactKind.Comment when fact.IsPublic == true && fact.EventId != _creation && staff.IsStaff(fact.ActorId, fact.At):
                FirstReplyAt ??= fact.At;
                Replies++;
                break;
        }
    }

    private static bool TellsCreation(ReadOnlySpan<RecordedFact> happened)
    {
        foreach (var fact in happened)
            if (fact is { Kind: FactKind.Status, From: null })
                return true;
        return false;
    }

    private void Break(RecordedFact fact) => _breaks.Add(new ChainBreak(fact.EventId, LastAt, fact.At));

    private void TakeStatus(RecordedFact fact)
    {
        TicketStatus? told = fact.From is { } from ? TicketStatus.Parse(from) : null;
        if (told != Status)
            Break(fact);
        // Of a ticket whose beginning is not known, the event itself says what was before it.
        var (before, after) = (Status ?? told, TicketStatus.Parse(fact.To));
        if (fact.EventId == _creation)
            IsProactive = IsResolved(after);
        var isResolution = IsResolved(after) && before is not { IsUnsolved: false };
        if (isResolution)
            _resolutions.Add(new TicketResolution(fact.At, fact.EventId, AssigneeId, Replies));
        if (before == TicketStatus.Solved && after.IsUnsolved && (_resolutions.Count == 0 || _resolutions[^1].EventId != fact.EventId))
            _reopens.Add(fact.At);
        IsStanding = !after.IsUnsolved && (IsStanding || isResolution);
        Status = after;
    }

    /// <summary>Ends the interval that lasts, unless nothing changed; one that would be empty is left out.</summary>
    private void Lengthen(DateTimeOffset at)
    {
        if (Status is not { } status || (_lasting is { } same && same.Status == status && same.AssigneeId == AssigneeId))
            return;
        if (_lasting is { } last && last.From < at)
            _ended.Add(new TicketInterval(last.From, at, last.Status, last.AssigneeId));
        var from = at;
        // What lasted for no time may have stood between two equal intervals.
        if (_ended is [.., var former] && former.Status == status && former.AssigneeId == AssigneeId)
        {
            from = former.From;
            _ended.RemoveAt(_ended.Count - 1);
        }
        _lasting = (from, status, AssigneeId);
    }

    /// <summary>Of one instant only the last state counts.</summary>
    private void Note(DateTimeOffset at)
    {
        if (_resolutions.Count == 0)
            return;
        if (_standings.LastOrDefault()?.From == at)
            _standings.RemoveAt(_standings.Count - 1);
        var now = new Standing(at, _resolutions.Count - 1, Status == TicketStatus.Deleted, Status == TicketStatus.Closed, IsStanding);
        if (_standings.LastOrDefault() is not { } last || last with { From = at } != now)
            _standings.Add(now);
    }

    private static bool IsResolved(TicketStatus status) => status == TicketStatus.Solved || status == TicketStatus.Closed;

    // Nobody is null, an empty text or 0. What is no id at all must not keep all other tickets from being derived.
    private static long? Id(string? value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id != 0 ? id : null;
}

/// <summary>What was true of a ticket's last resolution.</summary>
/// <param name="From">UTC.</param>
/// <param name="Resolution">Its place among the resolutions.</param>
/// <param name="IsDeleted">Whether the ticket was deleted.</param>
/// <param name="IsClosed">Whether it was closed.</param>
/// <param name="Stands">Whether nothing had undone it.</param>
internal sealed record Standing(DateTimeOffset From, int Resolution, bool IsDeleted, bool IsClosed, bool Stands);

/// <summary>A deletion, or its end, that the mirror saw and no event tells.</summary>
/// <param name="At">UTC.</param>
/// <param name="IsDeletion">Or else the end of one.</param>
internal sealed record UntoldChange(DateTimeOffset At, bool IsDeletion)
{
    /// <summary>
    /// When it happened, if before an event; null if after it. Who is deleted at once with an event was changed first. Who is changed is back,
    /// however late that was seen.
    /// </summary>
    public DateTimeOffset? Before(DateTimeOffset happened) =>
        At < happened ? At
        : IsDeletion ? null
        : happened;
}
