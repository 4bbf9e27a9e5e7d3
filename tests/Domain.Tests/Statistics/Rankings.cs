using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Domain.Tests.Statistics;

/// <summary>Rankings as of one instant.</summary>
internal static class Rankings
{
    public static AgentRanking Of(AgentWindow window, IEnumerable<ResolutionPeriod> periods, DateTimeOffset asOf)
    {
        var ranking = new SlidingRanking(window);
        ranking.Learn(periods);
        return ranking.At(asOf);
    }

    /// <summary>Of resolutions that all count.</summary>
    public static AgentRanking Of(IEnumerable<CountedResolution> counted)
    {
        var asOf = TicketStory.Start;
        var resolved = asOf - AgentWindow.Hold - TimeSpan.FromSeconds(1);
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
