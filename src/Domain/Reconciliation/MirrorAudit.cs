namespace TicketPlatform.Domain.Reconciliation;

/// <summary>
/// One nightly walk over all stored tickets, in the order of their ids, that finds the ids which are missing and counts what is there.
/// </summary>
/// <param name="begunAt">UTC.</param>
public sealed class MirrorAudit(DateTimeOffset begunAt)
{
    /// <summary>When a night's audit may begin: few people work then (UTC).</summary>
    private static readonly TimeSpan Night = TimeSpan.FromHours(2);

    public DateTimeOffset BegunAt { get; } = begunAt;

    /// <summary>When every id was accounted for; null before.</summary>
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>The last id that it has seen to.</summary>
    public long Position { get; private set; }

    /// <summary>Tickets stored.</summary>
    public long Stored { get; private set; }

    /// <summary>Tickets whose requester is matched to a platform user.</summary>
    public long WithOwner { get; private set; }

    /// <summary>Tickets that are deleted in Zendesk, for good or not.</summary>
    public long Deleted { get; private set; }

    /// <summary>Those of them that are deleted for good, and whose texts Zendesk has replaced.</summary>
    public long Scrubbed { get; private set; }

    /// <summary>Tickets that were merged into another one.</summary>
    public long MergedAway { get; private set; }

    /// <summary>Ids that Zendesk does not have, as counted at the end.</summary>
    public long Absent { get; private set; }

    /// <summary>Whether another audit is due: one in every night.</summary>
    public static bool IsDue(DateTimeOffset? lastBegunAt, DateTimeOffset now)
    {
        var midnight = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        var lastNight = now - midnight < Night ? midnight.AddDays(-1) + Night : midnight + Night;
        return lastBegunAt is null || lastBegunAt < lastNight;
    }

    /// <summary>Moves past a stretch of ids whose gaps are stored in the same transaction.</summary>
    public void Advance(AuditedStretch stretch)
    {
        Position = stretch.End;
        Stored += stretch.Stored;
        WithOwner += stretch.WithOwner;
        Deleted += stretch.Deleted;
        Scrubbed += stretch.Scrubbed;
        MergedAway += stretch.MergedAway;
    }

    /// <summary>Notes that every id is a ticket or explained.</summary>
    /// <param name="absent">Ids that Zendesk does not have.</param>
    /// <param name="now">UTC.</param>
    public void Finish(long absent, DateTimeOffset now) => (Absent, FinishedAt) = (absent, now);
}

/// <summary>What an audit found between two ids.</summary>
/// <param name="End">The last id that was seen to.</param>
/// <param name="IsLast">Whether nothing is stored beyond.</param>
/// <param name="Stored">Tickets stored.</param>
/// <param name="WithOwner">Those matched to a platform user.</param>
/// <param name="Deleted">Those deleted in Zendesk.</param>
/// <param name="Scrubbed">Those deleted for good.</param>
/// <param name="MergedAway">Those merged into another one.</param>
public sealed record AuditedStretch(long End, bool IsLast, long Stored, long WithOwner, long Deleted, long Scrubbed, long MergedAway);
