namespace TicketPlatform.Domain.Statistics;

/// <summary>
/// Ranks the agents as of one instant after the other. As of an instant, the resolutions between <c>asOf - window - hold</c> and
/// <c>asOf - hold</c> count, as they stand then; from hour to hour few of them change.
/// </summary>
public sealed class SlidingRanking
{
    private readonly AgentTally _tally = new();
    private readonly Queue<(DateTimeOffset After, ResolutionPeriod Period)> _coming;
    private readonly PriorityQueue<ResolutionPeriod, DateTimeOffset> _leaving = new();
    private readonly AgentWindow _window;
    private DateTimeOffset _asOf = DateTimeOffset.MinValue;

    /// <param name="window">How far back they are compared.</param>
    /// <param name="periods">At least all that hold at any of the instants and belong to resolutions that count then.</param>
    public SlidingRanking(AgentWindow window, IEnumerable<ResolutionPeriod> periods)
    {
        _window = window;
        _coming = new(
            from period in periods
            let counts = period.ResolvedAt + AgentWindow.Hold
            let after = period.From > counts ? period.From : counts
            orderby after
            select (after, period)
        );
    }

    /// <summary>The ranking as of an instant (UTC). Throws <see cref="ArgumentOutOfRangeException"/> where an earlier call was for a later one.</summary>
    public AgentRanking At(DateTimeOffset asOf)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(asOf, _asOf);
        _asOf = asOf;
        while (_coming.TryPeek(out var next) && next.After < asOf)
            Enter(_coming.Dequeue().Period);
        while (_leaving.TryPeek(out var former, out var last) && last < asOf)
        {
            _tally.Remove(former);
            _leaving.Dequeue();
        }
        return AgentRanking.Of(_tally);
    }

    private void Enter(ResolutionPeriod period)
    {
        var last = period.ResolvedAt + AgentWindow.Hold + _window.Length;
        last = period.To < last ? period.To.Value : last;
        if (last < _asOf)
            return;
        _tally.Add(period);
        _leaving.Enqueue(period, last);
    }
}
