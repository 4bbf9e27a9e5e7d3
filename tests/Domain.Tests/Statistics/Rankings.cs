using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Domain.Tests.Statistics;

/// <summary>Rankings as of one instant.</summary>
internal static class Rankings
{
    public static readonly RankingRules Rules = new(Hold: TimeSpan.FromHours(24));

    public static AgentRanking Of(
        AgentWindow window,
        IEnumerable<ResolutionPeriod> periods,
        DateTimeOffset asOf,
        RankingRules? rules = null
    )
    {
        var ranking = new SlidingRanking(window, rules ?? Rules);
        ranking.Learn(periods);
        return ranking.At(asOf);
    }

    /// <summary>Of resolutions that all count.</summary>
    public static AgentRanking Of(IEnumerable<CountedResolution> counted)
    {
        var asOf = TicketStory.Start;
        var resolved = asOf - Rules.Hold - TimeSpan.FromSeconds(1);
        var periods = counted.Select(resolution => new ResolutionPeriod(
            resolution,
            resolved,
            ResolutionVerdict.Standing,
            resolved,
            To: null
        ));
        return Of(AgentWindow.All[0], periods, asOf);
    }
}
