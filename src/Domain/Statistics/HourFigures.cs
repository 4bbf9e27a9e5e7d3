namespace TicketPlatform.Domain.Statistics;

/// <summary>
/// The figures of one hour, evaluated at an instant: a pure function of the facts before it. Deleted tickets count nowhere, merged ones are no
/// resolutions, and what was solved by its own creation enters no duration.
/// </summary>
/// <param name="Created">Tickets created in the hour.</param>
/// <param name="ResolutionEvents">Resolutions in the hour, whether they stand or not.</param>
/// <param name="Resolved">Tickets whose last resolution lies in the hour and stands.</param>
/// <param name="Reopened">Reopens in the hour.</param>
/// <param name="FirstResolution">From creation to a first resolution in the hour.</param>
/// <param name="FullResolution">From creation to the resolution, of the resolved: the average time before resolution.</param>
/// <param name="FirstReply">From creation to a first reply in the hour.</param>
/// <param name="RequesterWait">Time in new, open and hold up to the resolution, of the resolved.</param>
/// <param name="AgentWait">Time in pending.</param>
/// <param name="OnHold">Time in hold.</param>
/// <param name="OneTouch">Resolved with exactly one reply before.</param>
/// <param name="ZeroTouch">Resolved without any.</param>
/// <param name="Backlog">Unsolved tickets at the end of the hour.</param>
public sealed record HourFigures(
    long Created,
    long ResolutionEvents,
    long Resolved,
    long Reopened,
    DurationFigure FirstResolution,
    DurationFigure FullResolution,
    DurationFigure FirstReply,
    DurationFigure RequesterWait,
    DurationFigure AgentWait,
    DurationFigure OnHold,
    long OneTouch,
    long ZeroTouch,
    BacklogFigure Backlog
)
{
    /// <summary>The figures of the hour that begins at an instant.</summary>
    /// <param name="hour">UTC, a whole hour.</param>
    /// <param name="timelines">Of every ticket to which something happened in the hour, each up to the instant of evaluation.</param>
    /// <param name="backlog">At the end of the hour.</param>
    public static HourFigures Of(DateTimeOffset hour, IEnumerable<TicketTimeline> timelines, BacklogFigure backlog)
    {
        var account = new HourAccount(hour, timelines);
        return new HourFigures(
            account.Count("created"),
            account.Count("resolutionEvents"),
            account.Count("resolved"),
            account.Count("reopened"),
            account.Duration("firstResolution"),
            account.Duration("fullResolution"),
            account.Duration("firstReply"),
            account.Duration("requesterWait"),
            account.Duration("agentWait"),
            account.Duration("onHold"),
            account.Count("oneTouch"),
            account.Count("zeroTouch"),
            backlog
        );
    }
}
