namespace TicketPlatform.ZendeskSimulator.Truth;

/// <summary>Counts one hour from the tickets to which something happened in it, each as it was when the hour ended or later.</summary>
internal sealed class HourTally(uint hour)
{
    private readonly List<long> firstResolution = [];
    private readonly List<long> fullResolution = [];
    private readonly List<long> firstReply = [];
    private readonly List<long> requesterWait = [];
    private readonly List<long> agentWait = [];
    private readonly List<long> onHold = [];
    private readonly List<(int Ticket, int Status, uint CreatedAt)> ends = [];
    private int created;
    private int resolutionEvents;
    private int resolved;
    private int reopened;
    private int oneTouch;
    private int zeroTouch;

    /// <summary>The status in which each ticket left the hour.</summary>
    public IReadOnlyList<(int Ticket, int Status, uint CreatedAt)> Ends => ends;

    public void End(int ticket, TicketLife life) => ends.Add((ticket, life.Status, life.CreatedAt));

    public void Count(TicketLife life)
    {
        if (life.IsDeleted)
            return;
        created += IsWithin(life.CreatedAt) ? 1 : 0;
        resolutionEvents += life.Resolutions.Count(resolution => IsWithin(resolution.At));
        reopened += life.Reopens.Count(IsWithin);
        if (!life.IsProactive && life.Resolutions.Count > 0 && IsWithin(life.Resolutions[0].At))
            firstResolution.Add(life.Resolutions[0].At - life.CreatedAt);
        if (!life.IsProactive && life.FirstReplyAt is { } reply && IsWithin(reply))
            firstReply.Add(reply - life.CreatedAt);
        if (life.Standing is { } standing && IsWithin(standing.At))
            CountResolved(life, standing);
    }

    public FigureTruth Figures(BacklogTruth backlog) =>
        new(
            created,
            resolutionEvents,
            resolved,
            reopened,
            DurationTruth.Of(firstResolution),
            DurationTruth.Of(fullResolution),
            DurationTruth.Of(firstReply),
            DurationTruth.Of(requesterWait),
            DurationTruth.Of(agentWait),
            DurationTruth.Of(onHold),
            oneTouch,
            zeroTouch,
            backlog
        );

    private void CountResolved(TicketLife life, Resolution standing)
    {
        resolved++;
        oneTouch += standing.Replies == 1 ? 1 : 0;
        zeroTouch += standing.Replies == 0 ? 1 : 0;
        if (life.IsProactive)
            return;
        fullResolution.Add(standing.At - life.CreatedAt);
        requesterWait.Add(standing.SecondsIn(Names.New, Names.Open, Names.Hold));
        agentWait.Add(standing.SecondsIn(Names.Pending));
        onHold.Add(standing.SecondsIn(Names.Hold));
    }

    private bool IsWithin(uint at) => at / HourlyTruth.Hour == hour;
}
