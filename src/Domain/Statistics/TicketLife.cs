using TicketPlatform.Domain.Tickets;

namespace TicketPlatform.Domain.Statistics;

/// <summary>What the mirror shows of a ticket.</summary>
/// <param name="Status">Its status.</param>
/// <param name="AssigneeId">The agent in charge, if any.</param>
/// <param name="CreatedAt">UTC: its first event.</param>
/// <param name="UpdatedAt">UTC: its last event.</param>
/// <param name="Deletions">All that were seen, oldest first.</param>
/// <param name="IsMergedAway">Whether it was merged into another ticket.</param>
/// <param name="Metrics">Zendesk's own figures of this very state; null where it told none.</param>
/// <param name="Earlier">
/// What it showed when it was last seen before its deletion, and when Zendesk last told figures; null or empty where it shows both now.
/// </param>
public sealed record MirroredTicket(
    TicketStatus Status,
    long? AssigneeId,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    IReadOnlyList<DeletionPeriod> Deletions,
    bool IsMergedAway,
    MetricSet? Metrics,
    IReadOnlyList<MirroredTicket>? Earlier = null
);

/// <summary>All that is stored of a ticket's past, and what it must lead to.</summary>
/// <param name="TicketId">Zendesk's id.</param>
/// <param name="Facts">What happened to it.</param>
/// <param name="Mirrored">What the mirror shows of it; null where Zendesk does not have it any more.</param>
/// <param name="AuditsReadAt">When its whole history was last read (Zendesk's clock); null where events were enough.</param>
/// <param name="IsGone">Whether Zendesk had no history of it any more when it was to be read, and was not asked again since.</param>
public sealed record TicketLife(
    long TicketId,
    IReadOnlyCollection<RecordedFact> Facts,
    MirroredTicket? Mirrored,
    DateTimeOffset? AuditsReadAt = null,
    bool IsGone = false
)
{
    /// <summary>The part of it before an instant.</summary>
    public TicketTimeline Before(DateTimeOffset instant, StaffHistory staff) =>
        TicketTimeline.Of(TicketId, Facts, staff, instant, Mirrored?.IsMergedAway ?? false, Mirrored?.Deletions);

    /// <summary>
    /// What may be missing before an instant; null where nothing is: every change follows from the one before, the last leads to what Zendesk
    /// shows, and Zendesk counts the same. What a later reading of the whole history did not find is not missing, whatever does not add up.
    /// Of a history that is gone nothing can be waited for: see <see cref="DoubtIn"/>.
    /// </summary>
    /// <param name="timeline">Of this ticket, before <paramref name="instant"/>.</param>
    /// <param name="instant">UTC.</param>
    public MissingFacts? MissingBefore(TicketTimeline timeline, DateTimeOffset instant)
    {
        if (IsGone)
            return null;
        if (Breaks(timeline).FirstOrDefault() is { } missing)
            return missing;
        return Unread is { } shown && shown.UpdatedAt < instant ? End(timeline, shown) ?? Disagreement(timeline, shown, instant) : null;
    }

    /// <summary>
    /// What may be missing in the ticket's whole life and not have been looked for yet; null where nothing seems to be. An hour is not told by
    /// its own events alone: what contradicts them may have happened after it.
    /// </summary>
    /// <param name="whole">Of this ticket, to its last event.</param>
    /// <param name="staff">Who was an agent when.</param>
    public MissingFacts? MissingIn(TicketTimeline whole, StaffHistory staff)
    {
        if (Breaks(whole).FirstOrDefault() is { } missing)
            return missing;
        if (Unread is { } shown && Disagreement(whole, shown, DateTimeOffset.MaxValue) is { } disagreement)
            return disagreement;
        return Undeleted(Mirrored?.Earlier ?? [], staff)
            .Select(seen => seen.Life.Disagreement(seen.Timeline, seen.Shown, DateTimeOffset.MaxValue))
            .OfType<MissingFacts>()
            .FirstOrDefault();
    }

    /// <summary>
    /// Between which instants something may be missing in a history that Zendesk does not have any more; null where nothing seems to be. Nobody
    /// will find it, so all that does not add up counts, for as long as it does not.
    /// </summary>
    /// <param name="whole">Of this ticket, to its last event.</param>
    /// <param name="staff">Who was an agent when.</param>
    public MissingFacts? DoubtIn(TicketTimeline whole, StaffHistory staff)
    {
        var missing = Breaks(whole).ToList();
        IEnumerable<MirroredTicket> seen = Mirrored is null ? [] : [Mirrored, .. Mirrored.Earlier ?? []];
        foreach (var (life, shown, timeline) in Undeleted(seen, staff))
            // Where the last event itself is missing, figures that differ may be more than what it brought.
            missing.AddRange(
                (
                    (IEnumerable<MissingFacts?>)[End(timeline, shown), life.Contradiction(timeline, shown, DateTimeOffset.MaxValue)]
                ).OfType<MissingFacts>()
            );
        return missing.Aggregate((MissingFacts?)null, (all, one) => all?.Or(one) ?? one);
    }

    /// <summary>What Zendesk shows, unless the ticket is deleted, or its whole history was read since its last update.</summary>
    private MirroredTicket? Unread =>
        Mirrored is { } shown && shown.Status != TicketStatus.Deleted && !(AuditsReadAt >= shown.UpdatedAt) ? shown : null;

    /// <summary>What it showed while it was not deleted, with its life until then; what was read since proves itself.</summary>
    private IEnumerable<(TicketLife Life, MirroredTicket Shown, TicketTimeline Timeline)> Undeleted(
        IEnumerable<MirroredTicket> seen,
        StaffHistory staff
    )
    {
        foreach (var shown in seen)
        {
            if (shown.Status == TicketStatus.Deleted || AuditsReadAt >= shown.UpdatedAt)
                continue;
            var life = this with
            {
                Mirrored = shown with { Deletions = [.. shown.Deletions.Where(deletion => deletion.DeletedAt < shown.UpdatedAt)] },
                // The deletion may happen within the second of the update before.
                Facts =
                [
                    .. Facts.Where(fact => fact.At < shown.UpdatedAt || (fact.At == shown.UpdatedAt && !TicketTimeline.IsDeletion(fact))),
                ],
            };
            yield return (life, shown, life.Before(DateTimeOffset.MaxValue, staff));
        }
    }

    private IEnumerable<MissingFacts> Breaks(TicketTimeline timeline) =>
        from gap in timeline.Breaks
        where !(AuditsReadAt >= gap.At)
        select new MissingFacts(
            TicketId,
            gap.After ?? Mirrored?.CreatedAt ?? gap.At,
            gap.At,
            $"event {gap.EventId} of ticket {TicketId} does not follow from the one before it"
        );

    private MissingFacts? End(TicketTimeline timeline, MirroredTicket shown) =>
        timeline.LastFactAt >= shown.UpdatedAt
            ? null
            : new MissingFacts(
                TicketId,
                timeline.LastFactAt ?? shown.CreatedAt,
                shown.UpdatedAt,
                $"the events of ticket {TicketId} end before its last update"
            );

    // What is shown may be another state: of before the last event, or of after it.
    private MissingFacts? Disagreement(TicketTimeline timeline, MirroredTicket shown, DateTimeOffset instant) =>
        timeline.LastFactAt == shown.UpdatedAt ? Contradiction(timeline, shown, instant) : null;

    private MissingFacts? Contradiction(TicketTimeline timeline, MirroredTicket shown, DateTimeOffset instant)
    {
        var reason =
            timeline.Status != shown.Status || timeline.AssigneeId != shown.AssigneeId
                ? $"the events of ticket {TicketId} do not lead to its status and assignee"
            : CompareBefore(timeline, instant)?.FirstOrDefault(difference => difference.IsDoubt) is { } doubt
                ? $"Zendesk's own {doubt.Figure} of ticket {TicketId} differs"
            : null;
        return reason is null ? null : new MissingFacts(TicketId, AuditsReadAt ?? shown.CreatedAt, shown.UpdatedAt, reason);
    }

    /// <summary>
    /// Where Zendesk's own figures differ; null where it told none, or of another state than the ticket had just before an instant.
    /// </summary>
    /// <param name="timeline">Of this ticket, before <paramref name="instant"/>.</param>
    /// <param name="instant">UTC.</param>
    public IReadOnlyList<Discrepancy>? CompareBefore(TicketTimeline timeline, DateTimeOffset instant)
    {
        if (Mirrored is not { Metrics: { } theirs } shown || timeline.IsDeleted)
            return null;
        // The ticket's last update may become visible later than its event; what is shown is then an earlier state.
        return shown.UpdatedAt >= instant || timeline.LastFactAt > shown.UpdatedAt ? null : SecondOpinion.Compare(timeline, theirs);
    }
}

/// <summary>Something that may be missing among the facts of a ticket.</summary>
/// <param name="TicketId">Zendesk's id.</param>
/// <param name="Since">It did not happen before this instant (UTC).</param>
/// <param name="Until">It did not happen after this instant (UTC).</param>
/// <param name="Reason">Why one must think so, in one line.</param>
public sealed record MissingFacts(long TicketId, DateTimeOffset Since, DateTimeOffset Until, string Reason)
{
    /// <summary>Either of two of a ticket, or both.</summary>
    internal MissingFacts Or(MissingFacts other) =>
        this with
        {
            Since = other.Since < Since ? other.Since : Since,
            Until = other.Until > Until ? other.Until : Until,
        };
}
