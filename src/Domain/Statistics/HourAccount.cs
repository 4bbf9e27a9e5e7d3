using TicketPlatform.Domain.Tickets;

namespace TicketPlatform.Domain.Statistics;

/// <summary>What one ticket gives to a figure.</summary>
/// <param name="Ticket">Which, up to the instant of evaluation.</param>
/// <param name="At">When what is counted happened (UTC).</param>
/// <param name="Seconds">Its duration; null for a figure that only counts.</param>
public sealed record FigurePart(TicketTimeline Ticket, DateTimeOffset At, long? Seconds = null);

/// <summary>
/// The tickets behind every figure of an hour. Deleted tickets count nowhere, merged ones are no resolutions, and what was solved by its own
/// creation enters no duration.
/// </summary>
public sealed class HourAccount
{
    private readonly DateTimeOffset _hour;
    private readonly List<TicketTimeline> _tickets;
    private readonly List<FigurePart> _resolved;

    /// <param name="hour">UTC, a whole hour.</param>
    /// <param name="timelines">Of every ticket to which something happened in the hour, each up to the instant of evaluation.</param>
    public HourAccount(DateTimeOffset hour, IEnumerable<TicketTimeline> timelines)
    {
        _hour = hour;
        _tickets = [.. timelines.Where(ticket => !ticket.IsDeleted)];
        _resolved = [.. from ticket in _tickets where IsWithin(ticket.Standing?.At) select new FigurePart(ticket, ticket.Standing!.At)];
        Figures = new Dictionary<string, IEnumerable<FigurePart>>
        {
            ["created"] = from ticket in _tickets where IsWithin(ticket.CreatedAt) select new FigurePart(ticket, ticket.CreatedAt!.Value),
            ["resolutionEvents"] =
                from ticket in _tickets
                from resolution in ticket.Resolutions
                where IsWithin(resolution.At)
                select new FigurePart(ticket, resolution.At),
            ["resolved"] = _resolved,
            ["reopened"] = from ticket in _tickets from at in ticket.Reopens where IsWithin(at) select new FigurePart(ticket, at),
            ["firstResolution"] = Since(ticket => ticket.Resolutions.Count > 0 ? ticket.Resolutions[0].At : null),
            ["fullResolution"] = Since(ticket => ticket.Standing?.At),
            ["firstReply"] = Since(ticket => ticket.FirstReplyAt),
            ["requesterWait"] = Waited(TicketStatus.New, TicketStatus.Open, TicketStatus.Hold),
            ["agentWait"] = Waited(TicketStatus.Pending),
            ["onHold"] = Waited(TicketStatus.Hold),
            ["oneTouch"] = _resolved.Where(part => part.Ticket.Standing!.Replies == 1),
            ["zeroTouch"] = _resolved.Where(part => part.Ticket.Standing!.Replies == 0),
        };
    }

    /// <summary>By the name under which the figure is served.</summary>
    public IReadOnlyDictionary<string, IEnumerable<FigurePart>> Figures { get; }

    /// <summary>How many parts a figure has.</summary>
    internal long Count(string figure) => Figures[figure].LongCount();

    /// <summary>The durations of a figure.</summary>
    internal DurationFigure Duration(string figure) => DurationFigure.Of(Figures[figure].Select(part => part.Seconds!.Value));

    private bool IsWithin(DateTimeOffset? at) => at >= _hour && at < _hour.AddHours(1);

    private IEnumerable<FigurePart> Since(Func<TicketTimeline, DateTimeOffset?> end) =>
        from ticket in _tickets
        where ticket is { IsProactive: false, CreatedAt: not null }
        let at = end(ticket)
        where IsWithin(at)
        select new FigurePart(ticket, at.Value, (long)(at.Value - ticket.CreatedAt!.Value).TotalSeconds);

    private IEnumerable<FigurePart> Waited(params TicketStatus[] categories) =>
        from part in _resolved
        where part.Ticket is { IsProactive: false, CreatedAt: not null }
        select part with
        {
            Seconds = part.Ticket.SecondsIn(part.At, categories),
        };
}
