using System.Runtime.InteropServices;

namespace TicketPlatform.Domain.Statistics;

/// <summary>Adds up what resolutions give to the agents; what does not count any more is taken away again.</summary>
internal sealed class AgentTally
{
    private readonly Dictionary<long, Total> _agents = [];
    private readonly long[] _excluded = new long[Enum.GetValues<ResolutionVerdict>().Length];
    private long _unattributed;

    public void Add(ResolutionPeriod period) => Count(period, sign: 1);

    public void Remove(ResolutionPeriod period) => Count(period, sign: -1);

    public ExcludedResolutions Excluded =>
        new(Of(ResolutionVerdict.Merged), Of(ResolutionVerdict.Proactive), Of(ResolutionVerdict.Reopened));

    public long Unattributed => _unattributed;

    /// <summary>What every agent did who has a part in any resolution, in no order.</summary>
    public List<AgentFigures> Figures()
    {
        var figures = new List<AgentFigures>(_agents.Count);
        foreach (var (agent, total) in _agents)
            if (total.Parts == 0)
                _agents.Remove(agent);
            else
                figures.Add(total.Figures(agent));
        return figures;
    }

    private void Count(ResolutionPeriod period, int sign)
    {
        if (period.Verdict == ResolutionVerdict.Standing)
            Count(period.Resolution, sign);
        else
            _excluded[(int)period.Verdict] += sign;
    }

    private void Count(CountedResolution resolution, int sign)
    {
        var own = 0L;
        foreach (var part in resolution.Owned)
        {
            AgentOf(part.AgentId).Count(part, sign);
            if (part.AgentId == resolution.AssigneeId)
                own = part.Seconds;
        }
        if (resolution.AssigneeId is { } assignee)
            AgentOf(assignee).CountHandling(own, sign);
        if (resolution.Owned.Count == 0)
            _unattributed += sign;
    }

    private long Of(ResolutionVerdict verdict) => _excluded[(int)verdict];

    private Total AgentOf(long agent) => CollectionsMarshal.GetValueRefOrAddDefault(_agents, agent, out _) ??= new Total();

    /// <summary>Of one agent.</summary>
    private sealed class Total
    {
        private readonly List<long> _added = [];
        private readonly List<long> _removed = [];
        private DurationFigure _handling = DurationFigure.Of([]);
        private List<long> _sorted = [];
        private List<long> _spare = [];
        private long _billionths;
        private long _seconds;

        /// <summary>How many things they are counted for.</summary>
        public long Parts { get; private set; }

        public void Count(OwnedTime part, int sign)
        {
            _billionths += sign * part.Billionths;
            _seconds += sign * part.Seconds;
            Parts += sign;
        }

        /// <summary>Counts their own seconds on a ticket that was theirs at the resolution.</summary>
        public void CountHandling(long seconds, int sign)
        {
            (sign > 0 ? _added : _removed).Add(seconds);
            Parts += sign;
        }

        public AgentFigures Figures(long agent)
        {
            Settle();
            return new AgentFigures(agent, _handling.Count, _billionths, _seconds, _handling, Rank: null);
        }

        // One pass over what is sorted already: a month of a large account is a hundred thousand resolutions, of which an hour changes few.
        private void Settle()
        {
            if (_added.Count + _removed.Count == 0)
                return;
            _added.Sort();
            _removed.Sort();
            var merged = _spare;
            var (added, removed) = (0, 0);
            foreach (var seconds in _sorted)
            {
                while (added < _added.Count && _added[added] <= seconds)
                    Keep(_added[added++]);
                Keep(seconds);
            }
            while (added < _added.Count)
                Keep(_added[added++]);
            (_sorted, _spare, _handling) = (merged, _sorted, DurationFigure.OfSorted(merged));
            _spare.Clear();
            _added.Clear();
            _removed.Clear();

            void Keep(long seconds)
            {
                if (removed < _removed.Count && _removed[removed] == seconds)
                    removed++;
                else
                    merged.Add(seconds);
            }
        }
    }
}
