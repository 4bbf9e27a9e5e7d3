namespace TicketPlatform.Domain.Statistics;

/// <summary>
/// How efficient the agents were: the credit for resolutions by the time that tickets were theirs. Scores are compared exactly; only what is shown is rounded.
/// </summary>
/// <param name="Agents">The ranked by rank, then the others; equal ones by id.</param>
/// <param name="Winners">All who share the first rank, by id; nobody where nobody is eligible.</param>
/// <param name="Margin">How much higher the winners' figure is than the next lower one; null where there is none.</param>
/// <param name="Unattributed">Resolutions of tickets that nobody owned while they were new or open.</param>
/// <param name="Excluded">What did not count, and why.</param>
public sealed record AgentRanking(
    IReadOnlyList<AgentFigures> Agents,
    IReadOnlyList<long> Winners,
    decimal? Margin,
    long Unattributed,
    ExcludedResolutions Excluded
)
{
    private const long LeastCredit = 5 * OwnedTime.WholeTicket;

    /// <summary>Ranks the agents by the resolutions that count.</summary>
    internal static AgentRanking Of(AgentTally tally)
    {
        var all = tally.Figures();
        var median = all.Count == 0 ? 0 : all.Select(agent => agent.Billionths).Order().ElementAt((all.Count - 1) / 2);
        var eligible = all.Where(agent => agent.Billionths >= LeastCredit && 4 * (Int128)agent.Billionths >= median).ToList();
        var ranked = eligible.ConvertAll(agent => agent with { Rank = 1 + eligible.Count(other => IsBetter(other, agent)) });
        var unranked = all.Except(eligible);
        return Of(
            [.. ranked.OrderBy(agent => agent.Rank).ThenBy(agent => agent.AgentId), .. unranked.OrderBy(agent => agent.AgentId)],
            tally.Unattributed,
            tally.Excluded
        );
    }

    /// <summary>The ranking of agents who are ranked already, in its order.</summary>
    public static AgentRanking Of(IReadOnlyList<AgentFigures> agents, long unattributed, ExcludedResolutions excluded)
    {
        var winners = agents.Where(agent => agent.Rank == 1).ToList();
        var next = agents.Where(agent => agent.Rank > 1).Max(agent => agent.CreditsPerHour);
        var margin = next is null ? null : winners[0].CreditsPerHour - next;
        return new AgentRanking(agents, [.. winners.Select(agent => agent.AgentId).Order()], margin, unattributed, excluded);
    }

    // a/b > c/d without dividing.
    private static bool IsBetter(AgentFigures one, AgentFigures other) =>
        (Int128)one.Billionths * other.OwnedSeconds > (Int128)other.Billionths * one.OwnedSeconds;
}
