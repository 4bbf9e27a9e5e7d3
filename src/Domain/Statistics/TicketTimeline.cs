using System.Runtime.InteropServices;
using TicketPlatform.Domain.Tickets;

namespace TicketPlatform.Domain.Statistics;

/// <summary>
/// What happened to one ticket before an instant: a pure function of its facts, whatever their order and however often they are given.
/// </summary>
public sealed class TicketTimeline
{
    private readonly bool _isStanding;
    private readonly bool _isKnownMerged;
    private readonly TimelineWalk _walk;

    private TicketTimeline(long ticketId, TimelineWalk walk, bool isMergedAway)
    {
        TicketId = ticketId;
        CreatedAt = walk.CreatedAt;
        IsProactive = walk.IsProactive;
        Intervals = walk.Intervals;
        Reopens = walk.Reopens;
        FirstReplyAt = walk.FirstReplyAt;
        Breaks = walk.Breaks;
        IsMergedAway = isMergedAway && walk.Status == TicketStatus.Closed;
        Resolutions = IsMergedAway ? [] : walk.Resolutions;
        Status = walk.Status;
        _isStanding = walk.IsStanding;
        (_isKnownMerged, _walk) = (isMergedAway, walk);
        AssigneeId = walk.AssigneeId;
    }

    /// <summary>Zendesk's id.</summary>
    public long TicketId { get; }

    /// <summary>When it was created (UTC); null where that event is not among the facts.</summary>
    public DateTimeOffset? CreatedAt { get; }

    /// <summary>Whether its creation solved it: an agent wrote down what was done already. It enters no duration figure.</summary>
    public bool IsProactive { get; }

    /// <summary>Oldest first, without gap or overlap; the last one lasts.</summary>
    public IReadOnlyList<TicketInterval> Intervals { get; }

    /// <summary>Oldest first. A ticket that was merged away has none.</summary>
    public IReadOnlyList<TicketResolution> Resolutions { get; }

    /// <summary>Transitions from solved into an unsolved status, in another event than the resolution (UTC).</summary>
    public IReadOnlyList<DateTimeOffset> Reopens { get; }

    /// <summary>The first public comment by an agent or admin after the creation.</summary>
    public DateTimeOffset? FirstReplyAt { get; }

    /// <summary>Public comments by agents or admins after the creation.</summary>
    public int Replies => _walk.Replies;

    /// <summary>Whether any two of its events happened within one second.</summary>
    public bool HasSimultaneousEvents => _walk.HasSimultaneousEvents;

    /// <summary>When the last of its facts happened (UTC); null without facts.</summary>
    public DateTimeOffset? LastFactAt => _walk.LastAt;

    /// <summary>Whether it was closed by being merged into another ticket.</summary>
    public bool IsMergedAway { get; }

    /// <summary>The status at the end; null where there is no fact that tells one.</summary>
    public TicketStatus? Status { get; }

    /// <summary>The agent in charge at the end.</summary>
    public long? AssigneeId { get; }

    /// <summary>Where something is missing, oldest first.</summary>
    public IReadOnlyList<ChainBreak> Breaks { get; }

    /// <summary>Whether it counts nowhere.</summary>
    public bool IsDeleted => Status == TicketStatus.Deleted;

    /// <summary>The last resolution, if nothing has undone it.</summary>
    public TicketResolution? Standing => _isStanding && !IsDeleted && Resolutions.Count > 0 ? Resolutions[^1] : null;

    /// <summary>The life of a ticket before an instant.</summary>
    /// <param name="ticketId">Zendesk's id.</param>
    /// <param name="facts">Of this ticket.</param>
    /// <param name="staff">Who was an agent when.</param>
    /// <param name="before">UTC; what happened at it or later is left out.</param>
    /// <param name="isMergedAway">Whether it is known to be merged into another ticket; it is so from its closing on.</param>
    /// <param name="deletions">As the mirror has them, oldest first; they count where no fact tells of a deletion, or not of the last one.</param>
    public static TicketTimeline Of(
        long ticketId,
        IReadOnlyCollection<RecordedFact> facts,
        StaffHistory staff,
        DateTimeOffset before,
        bool isMergedAway = false,
        IReadOnlyList<DeletionPeriod>? deletions = null
    )
    {
        var walk = new TimelineWalk(staff);
        var ordered = InOrder(facts, before);
        var untold = new Queue<UntoldChange>(Untold(deletions ?? [], ordered));
        var told = CollectionsMarshal.AsSpan(ordered);
        for (int start = 0, end; start < told.Length; start = end)
        {
            for (end = start + 1; end < told.Length && told[end].EventId == told[start].EventId; )
                end++;
            while (untold.TryPeek(out var change) && change.Before(told[start].At) is { } at)
                walk.Take(untold.Dequeue() with { At = at });
            walk.Take(told[start..end]);
        }
        while (untold.TryDequeue(out var change) && change.At < before)
            walk.Take(change);
        return new TicketTimeline(ticketId, walk, isMergedAway);
    }

    /// <summary>Seconds before an instant in which the ticket had a status that counts.</summary>
    public long SecondsIn(DateTimeOffset end, params ReadOnlySpan<TicketStatus> categories)
    {
        var seconds = 0L;
        foreach (var interval in Intervals)
            if (categories.Contains(interval.Status.Category))
                seconds += interval.SecondsBefore(end);
        return seconds;
    }

    /// <summary>The agents' parts in a resolution.</summary>
    public IReadOnlyList<OwnedTime> OwnedUntil(DateTimeOffset resolution) =>
        OwnedTime.Share([
            .. Intervals
                .Where(interval => interval.AssigneeId is not null && IsWork(interval.Status.Category))
                .GroupBy(interval => interval.AssigneeId!.Value)
                .Select(owned => (owned.Key, owned.Sum(interval => interval.SecondsBefore(resolution)))),
        ]);

    /// <summary>What agents can be credited with, and from when to when; oldest first.</summary>
    public IEnumerable<ResolutionPeriod> ResolutionPeriods()
    {
        foreach (var (index, state) in _walk.Standings.Index())
        {
            if (state.IsDeleted)
                continue;
            var resolution = _walk.Resolutions[state.Resolution];
            yield return new ResolutionPeriod(
                new CountedResolution(TicketId, resolution.AssigneeId, OwnedUntil(resolution.At)),
                resolution.At,
                VerdictOf(state),
                state.From,
                index + 1 < _walk.Standings.Count ? _walk.Standings[index + 1].From : null
            );
        }
    }

    private ResolutionVerdict VerdictOf(Standing state) =>
        _isKnownMerged && state.IsClosed ? ResolutionVerdict.Merged
        : IsProactive ? ResolutionVerdict.Proactive
        : state.Stands ? ResolutionVerdict.Standing
        : ResolutionVerdict.Reopened;

    private static List<RecordedFact> InOrder(IReadOnlyCollection<RecordedFact> facts, DateTimeOffset before)
    {
        var ordered = new List<RecordedFact>(facts.Count);
        foreach (var fact in facts)
            if (fact.At < before)
                ordered.Add(fact);
        ordered.Sort(Compare);
        return ordered;
    }

    private static int Compare(RecordedFact one, RecordedFact other)
    {
        var order = one.At.CompareTo(other.At);
        if (order == 0)
            order = one.EventId.CompareTo(other.EventId);
        return order != 0 ? order : one.Position.CompareTo(other.Position);
    }

    // Where events tell of deletions, only one that lasts and is later than theirs has not been told yet, or never will be.
    private static IEnumerable<UntoldChange> Untold(IReadOnlyList<DeletionPeriod> deletions, List<RecordedFact> ordered) =>
        deletions is [] ? []
        : ordered.FindLast(IsDeletion) is not { } told ? UntoldChanges(deletions)
        : deletions[^1] is { RestoredAt: null } lasting && lasting.DeletedAt > told.At ? UntoldChanges([lasting])
        : [];

    private static IEnumerable<UntoldChange> UntoldChanges(IEnumerable<DeletionPeriod> deletions) =>
        from deletion in deletions
        from change in (UntoldChange?[])
            [
                new UntoldChange(deletion.DeletedAt, IsDeletion: true),
                deletion.RestoredAt is { } restored ? new UntoldChange(restored, IsDeletion: false) : null,
            ]
        where change is not null
        select change;

    internal static bool IsDeletion(RecordedFact fact) =>
        fact.Kind == FactKind.Status && TicketStatus.Parse(fact.To) == TicketStatus.Deleted;

    private static bool IsWork(TicketStatus category) => category == TicketStatus.New || category == TicketStatus.Open;
}
