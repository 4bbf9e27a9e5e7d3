namespace TicketPlatform.Domain.Statistics;

/// <summary>
/// Ranks the agents as of one instant after the other. As of an instant, the resolutions between <c>asOf - window - hold</c> and
/// <c>asOf - hold</c> count, as they stand then; from hour to hour few of them change.
/// </summary>
public sealed class SlidingRanking
{
    private readonly AgentTally _tally = new();
    private readonly PriorityQueue<ResolutionPeriod, DateTimeOffset> _leaving = new();
    private readonly TimeSpan _hold;
    private DateTimeOffset _asOf = DateTimeOffset.MinValue;
    private readonly List<ResolutionPeriod> _learned = [];
    private readonly List<ResolutionPeriod> _coming = [];
    private int _next;

    /// <param name="window">How far back they are compared.</param>
    /// <param name="rules">What counts.</param>
    public SlidingRanking(AgentWindow window, RankingRules rules) => (Window, _hold) = (window, rules.Hold);

    /// <summary>How far back they are compared.</summary>
    public AgentWindow Window { get; }

    /// <summary>
    /// Takes note of resolutions. Before <see cref="At"/>, at least all must be known that hold at its instant and belong to resolutions
    /// that count then; each is to be told once.
    /// </summary>
    public void Learn(IEnumerable<ResolutionPeriod> periods) => _learned.AddRange(periods);

    /// <summary>The ranking as of an instant (UTC). Throws <see cref="ArgumentOutOfRangeException"/> where an earlier call was for a later one.</summary>
    public AgentRanking At(DateTimeOffset asOf)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(asOf, _asOf);
        _asOf = asOf;
        TakeLearned();
        for (; _next < _coming.Count && CountsAfter(_coming[_next]) < asOf; _next++)
            Enter(_coming[_next]);
        while (_leaving.TryPeek(out var former, out var last) && last < asOf)
        {
            _tally.Remove(former);
            _leaving.Dequeue();
        }
        return AgentRanking.Of(_tally);
    }

    /// <summary>What counts already enters in any order: of a month, only what comes later needs one.</summary>
    private void TakeLearned()
    {
        if (_learned.Count == 0)
            return;
        _leaving.EnsureCapacity(_leaving.Count + _learned.Count);
        _coming.RemoveRange(0, _next);
        _next = 0;
        foreach (var period in _learned)
            if (CountsAfter(period) < _asOf)
                Enter(period);
            else
                _coming.Add(period);
        _learned.Clear();
        _coming.Sort((one, other) => CountsAfter(one).CompareTo(CountsAfter(other)));
    }

    private void Enter(ResolutionPeriod period)
    {
        var last = period.ResolvedAt + _hold + Window.Length;
        last = period.To < last ? period.To.Value : last;
        if (last < _asOf)
            return;
        _tally.Add(period);
        _leaving.Enqueue(period, last);
    }

    private DateTimeOffset CountsAfter(ResolutionPeriod period)
    {
        var isHeld = period.ResolvedAt + _hold;
        return period.From > isHeld ? period.From : isHeld;
    }
}
