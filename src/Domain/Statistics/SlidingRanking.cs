namespace TicketPlatform.Domain.Statistics;

/// <summary>
/// Ranks the agents as of one instant after the other. As of an instant, the resolutions between <c>asOf - window - hold</c> and
/// <c>asOf - hold</c> count, as they stand then; from hour to hour few of them change.
/// </summary>
public sealed class SlidingRanking
{
    private readonly AgentTally _tally = new();
    private readonly ResolutionPeriod[] _periods;
    private readonly PriorityQueue<ResolutionPeriod, DateTimeOffset> _leaving = new();
    private DateTimeOffset _asOf = DateTimeOffset.MinValue;
    private int _next;

    /// <param name="window">How far back they are compared.</param>
    /// <param name="periods">At least all that hold at any of the instants and belong to resolutions that count then.</param>
    public SlidingRanking(AgentWindow window, IEnumerable<ResolutionPeriod> periods)
        : this(window, InOrder(periods)) { }

    private SlidingRanking(AgentWindow window, ResolutionPeriod[] periods) => (Window, _periods) = (window, periods);

    /// <summary>How far back they are compared.</summary>
    public AgentWindow Window { get; }

    /// <summary>The rankings of all windows over the same resolutions.</summary>
    public static IReadOnlyList<SlidingRanking> OfAllWindows(IEnumerable<ResolutionPeriod> periods)
    {
        var ordered = InOrder(periods);
        return [.. AgentWindow.All.Select(window => new SlidingRanking(window, ordered))];
    }

    /// <summary>The ranking as of an instant (UTC). Throws <see cref="ArgumentOutOfRangeException"/> where an earlier call was for a later one.</summary>
    public AgentRanking At(DateTimeOffset asOf)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(asOf, _asOf);
        _asOf = asOf;
        for (; _next < _periods.Length && CountsAfter(_periods[_next]) < asOf; _next++)
            Enter(_periods[_next]);
        while (_leaving.TryPeek(out var former, out var last) && last < asOf)
        {
            _tally.Remove(former);
            _leaving.Dequeue();
        }
        return AgentRanking.Of(_tally);
    }

    private void Enter(ResolutionPeriod period)
    {
        var last = period.ResolvedAt + AgentWindow.Hold + Window.Length;
        last = period.To < last ? period.To.Value : last;
        if (last < _asOf)
            return;
        _tally.Add(period);
        _leaving.Enqueue(period, last);
    }

    private static ResolutionPeriod[] InOrder(IEnumerable<ResolutionPeriod> periods)
    {
        var ordered = periods.ToArray();
        Array.Sort(Array.ConvertAll(ordered, CountsAfter), ordered);
        return ordered;
    }

    private static DateTimeOffset CountsAfter(ResolutionPeriod period)
    {
        var isHeld = period.ResolvedAt + AgentWindow.Hold;
        return period.From > isHeld ? period.From : isHeld;
    }
}
