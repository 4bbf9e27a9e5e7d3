using TicketPlatform.Domain.Tickets;

namespace TicketPlatform.Domain.Statistics;

/// <summary>A figure of a ticket on which Zendesk and we differ, or its history where that cannot be known any more.</summary>
/// <param name="TicketId">Zendesk's id.</param>
/// <param name="Figure">firstResolution and fullResolution (seconds against minutes), reopens, replies, or history.</param>
/// <param name="Ours">Null for none.</param>
/// <param name="Theirs">Null for none.</param>
/// <param name="Cause">A code; <see cref="SecondOpinion.Unexplained"/> where nothing known explains it.</param>
public sealed record Discrepancy(long TicketId, string Figure, long? Ours, long? Theirs, string Cause)
{
    /// <summary>
    /// Whether an event may be missing. What is known of a ticket may explain another duration; nothing explains that Zendesk counts other
    /// comments and reopens than it tells of.
    /// </summary>
    internal bool IsDoubt =>
        Figure is SecondOpinion.Reopens or SecondOpinion.Replies || Cause is SecondOpinion.Unexplained or SecondOpinion.SameSecond;
}

/// <summary>Compares our account of a ticket with Zendesk's.</summary>
public static class SecondOpinion
{
    /// <summary>The code of a difference without a known cause.</summary>
    public const string Unexplained = "unexplained";

    /// <summary>The code of a history that seems to lack an event and that Zendesk does not have any more.</summary>
    public const string Gone = "gone";

    internal const string SameSecond = "sameSecond";
    internal const string Reopens = "reopens";
    internal const string Replies = "replies";

    // How they round to minutes is not documented.
    private const long Rounding = 60;

    /// <summary>How many figures there are to compare: Zendesk leaves a resolution out that was not, and may not tell a count.</summary>
    public static int Compared(MetricSet theirs) => 2 + (theirs.Reopens is null ? 0 : 1) + (theirs.Replies is null ? 0 : 1);

    /// <summary>Every figure that differs by more than rounding.</summary>
    public static IReadOnlyList<Discrepancy> Compare(TicketTimeline ours, MetricSet theirs)
    {
        var cause = CauseOf(ours);
        var differences = new List<Discrepancy>();
        Duration("firstResolution", ours.Resolutions.Count > 0 ? ours.Resolutions[0].At : null, theirs.FirstResolutionMinutes);
        Duration("fullResolution", ours.Standing?.At, theirs.FullResolutionMinutes);
        Count(Reopens, ours.Reopens.Count, theirs.Reopens);
        Count(Replies, ours.Replies, theirs.Replies);
        return differences;

        void Duration(string figure, DateTimeOffset? at, long? minutes)
        {
            var seconds = at is { } end && ours.CreatedAt is { } start ? (long)(end - start).TotalSeconds : (long?)null;
            if (seconds is null ? minutes is not null : minutes is null || Math.Abs(seconds.Value - (minutes.Value * 60)) > Rounding)
                differences.Add(new Discrepancy(ours.TicketId, figure, seconds, minutes, cause));
        }

        void Count(string figure, long count, long? told)
        {
            if (told is not null && told != count)
                differences.Add(new Discrepancy(ours.TicketId, figure, count, told, cause));
        }
    }

    /// <summary>The first thing in the ticket's life that Zendesk is known to count differently.</summary>
    private static string CauseOf(TicketTimeline ours) =>
        ours.IsMergedAway ? "mergedAway"
        : ours.Intervals.Any(interval => interval.Status == TicketStatus.Deleted) ? "restored"
        : ours.CreatedAt is null ? "imported"
        : ours.IsProactive ? "proactive"
        : ours.HasSimultaneousEvents ? SameSecond
        : Unexplained;
}
