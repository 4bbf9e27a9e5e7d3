namespace TicketPlatform.Domain.Statistics;

/// <summary>
/// How efficient the agents were: the credit for resolutions by the time that tickets were theirs. Scores are compared exactly; only what is shown is rounded.
/// </summary>
/// <param name="Agents">The ranked by rank, then the others; equal ones by id.</param>
/// <param name="Winners">All who share the first rank, by id; nobody where nobody is eligible.</param>
/// <param name="Margin">How much higher the winners' figure is than the next lower one; null where there is none.</param>
/// <param name="Unattributed">Resolutions of tickets that nobody owned while they were new or open.</param>
public sealed record AgentRanking(IReadOnlyList<AgentFigures> Agents, IReadOnlyList<long> Winners, decimal? Margin, long Unattributed)
{
    private const long LeastCredit = 5 * OwnedTime.WholeTicket;
    private const int Decimals = 6;
    private const int SecondsPerHour = 3_600;

    /// <summary>Ranks the agents by the resolutions that count.</summary>
    public static AgentRanking Of(IReadOnlyCollection<CountedResolution> counted)
    {
        var all = Totals(counted);
        var median = all.Count == 0 ? 0 : all.Select(agent => agent.Billionths).Order().ElementAt((all.Count - 1) / 2);
        var eligible = all.Where(agent => agent.Billionths >= LeastCredit && 4 * (Int128)agent.Billionths >= median).ToList();
        var ranked = eligible.ConvertAll(agent => agent with { Rank = 1 + eligible.Count(other => IsBetter(other, agent)) });
        var unranked = all.Except(eligible);
        var winners = ranked.Where(agent => agent.Rank == 1).ToList();
        var next = ranked.Where(agent => agent.Rank > 1).Max(agent => agent.CreditsPerHour);
        return new AgentRanking(
            [.. ranked.OrderBy(agent => agent.Rank).ThenBy(agent => agent.AgentId), .. unranked.OrderBy(agent => agent.AgentId)],
            [.. winners.Select(agent => agent.AgentId).Order()],
            next is null ? null : winners[0].CreditsPerHour - next,
            counted.Count(resolution => resolution.Owned.Count == 0)
        );
    }

    private static List<AgentFigures> Totals(IReadOnlyCollection<CountedResolution> counted)
    {
        var owned = counted.SelectMany(resolution => resolution.Owned).ToLookup(part => part.AgentId);
        var solved = counted.Where(resolution => resolution.AssigneeId is not null).ToLookup(resolution => resolution.AssigneeId!.Value);
        var agents = owned.Select(parts => parts.Key).Union(solved.Select(resolutions => resolutions.Key));
        return [.. agents.Select(agent => Total(agent, [.. owned[agent]], [.. solved[agent]]))];
    }

    private static AgentFigures Total(long agent, IReadOnlyList<OwnedTime> owned, IReadOnlyList<CountedResolution> solved)
    {
        var (credit, seconds) = (owned.Sum(part => part.Billionths), owned.Sum(part => part.Seconds));
        var handling = solved.Select(resolution => resolution.Owned.FirstOrDefault(part => part.AgentId == agent)?.Seconds ?? 0);
        return new AgentFigures(agent, solved.Count, credit, seconds, PerHour(credit, seconds), DurationFigure.Of(handling), null);
    }

    private static decimal? PerHour(long billionths, long seconds) =>
        seconds == 0
            ? null
            : decimal.Round(
                (decimal)billionths * SecondsPerHour / ((decimal)OwnedTime.WholeTicket * seconds),
                Decimals,
                MidpointRounding.ToEven
            );

    // a/b > c/d without dividing.
    private static bool IsBetter(AgentFigures one, AgentFigures other) =>
        (Int128)one.Billionths * other.OwnedSeconds > (Int128)other.Billionths * one.OwnedSeconds;
}
