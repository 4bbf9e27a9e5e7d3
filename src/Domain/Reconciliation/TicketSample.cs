using TicketPlatform.Domain.Tickets;

namespace TicketPlatform.Domain.Reconciliation;

/// <summary>What came of a sample.</summary>
public enum SampleVerdict
{
    /// <summary>Nothing yet: the export may still bring what the re-read shows.</summary>
    Open,

    /// <summary>The mirror says what Zendesk says.</summary>
    Same,

    /// <summary>An error of the mirror.</summary>
    Differs,

    /// <summary>The ticket was deleted meanwhile, and the mirror says so: proof of nothing.</summary>
    Gone,
}

/// <param name="Verdict">What came of it.</param>
/// <param name="Columns">The columns that differ; never their texts.</param>
public sealed record SampleFinding(SampleVerdict Verdict, IReadOnlyList<string> Columns);

/// <summary>
/// A stored ticket, chosen at random, that is read again. A difference is an error only if the export had its say: at first sight it may
/// be what Zendesk withholds from its exports for a minute, so the same ticket is read a second time when the mirror is past the first.
/// </summary>
/// <param name="PickedAt">When it was chosen (UTC).</param>
/// <param name="TicketId">Zendesk's id.</param>
/// <param name="ReadAt">When Zendesk was last seen to say something else than the mirror (its clock); null before.</param>
public sealed record TicketSample(DateTimeOffset PickedAt, long TicketId, DateTimeOffset? ReadAt)
{
    /// <summary>Stands for all columns where Zendesk has no such ticket, or the mirror has none.</summary>
    public const string Existence = "existence";

    private static readonly SampleFinding Open = new(SampleVerdict.Open, []);
    private static readonly SampleFinding Same = new(SampleVerdict.Same, []);
    private static readonly SampleFinding Gone = new(SampleVerdict.Gone, []);

    /// <param name="mirrored">The ticket as it is stored; null where it is not.</param>
    /// <param name="read">What Zendesk said of it just now; null where it gave nothing, as of deleted tickets.</param>
    /// <param name="textsErased">Whether its texts were left out of the mirror on purpose.</param>
    /// <param name="watermark">Everything that Zendesk recorded before this instant is stored.</param>
    public SampleFinding Compare(Ticket? mirrored, TicketObservation? read, bool textsErased, DateTimeOffset watermark)
    {
        if (read is null && mirrored?.Seen.Content.Status == TicketStatus.Deleted)
            return Gone;
        IReadOnlyList<string> columns =
            read is null || mirrored is null
                ? [Existence]
                : TicketComparison.DifferingColumns(mirrored.Seen.Content, read.Content, textsErased);
        if (columns.Count == 0)
            return Same;
        return MayStillFollow(mirrored, read, watermark) ? Open : new SampleFinding(SampleVerdict.Differs, columns);
    }

    private bool MayStillFollow(Ticket? mirrored, TicketObservation? read, DateTimeOffset watermark) =>
        ReadAt is not { } firstSight
        || watermark <= firstSight
        || read?.Content.UpdatedAt >= watermark
        || mirrored?.Seen.ObservedAt > firstSight;
}
