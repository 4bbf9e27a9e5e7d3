using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Application.Statistics;

/// <summary>How efficient the agents were within a window.</summary>
/// <param name="Window">24h, 7d or 30d.</param>
/// <param name="AsOf">The end of the hour with which the window ends (UTC).</param>
/// <param name="Agents">The ranked by rank, then the others; equal ones by id.</param>
/// <param name="Winners">Ids of all who share the first rank.</param>
/// <param name="Margin">By how many credits per hour they lead; null where there is nobody to lead.</param>
/// <param name="Unattributed">Resolutions of tickets that nobody owned while they were new or open.</param>
/// <param name="Excluded">Tickets that do not count, by reason.</param>
/// <param name="Reason">nobodyEligible where there are no winners.</param>
/// <param name="Definition">Of the figures.</param>
public sealed record AgentStatistics(
    string Window,
    DateTimeOffset AsOf,
    IReadOnlyList<AgentStatistic> Agents,
    IReadOnlyList<long> Winners,
    decimal? Margin,
    long Unattributed,
    ExcludedResolutions Excluded,
    string? Reason,
    int Definition
)
{
    /// <summary>The definitions that figures follow at present.</summary>
    public const int PresentDefinition = 1;

    /// <summary>A ranking as it is served.</summary>
    /// <param name="window">Of the ranking.</param>
    /// <param name="asOf">UTC.</param>
    /// <param name="ranking">The ranking.</param>
    /// <param name="names">Of its agents; one who is missing has none any more.</param>
    public static AgentStatistics Of(
        AgentWindow window,
        DateTimeOffset asOf,
        AgentRanking ranking,
        IReadOnlyDictionary<long, string> names
    ) =>
        new(
            window.Name,
            asOf,
            [.. ranking.Agents.Select(agent => AgentStatistic.Of(agent, names.GetValueOrDefault(agent.AgentId)))],
            ranking.Winners,
            ranking.Margin,
            ranking.Unattributed,
            ranking.Excluded,
            ranking.Winners.Count == 0 ? "nobodyEligible" : null,
            PresentDefinition
        );
}

/// <summary>What an agent did within a window.</summary>
/// <param name="AgentId">Zendesk's id.</param>
/// <param name="Name">At present; null where it is not known any more.</param>
/// <param name="Resolutions">Tickets that were theirs at the resolution.</param>
/// <param name="Credits">Their shares in resolved tickets.</param>
/// <param name="OwnedSeconds">How long these tickets were new or open and theirs.</param>
/// <param name="CreditsPerHour">The score.</param>
/// <param name="Handling">Their own time on the tickets that were theirs at the resolution.</param>
/// <param name="Rank">Among the eligible.</param>
/// <param name="Eligible">Whether they did enough to be compared.</param>
/// <param name="Reason">tooFewCredits where they did not.</param>
public sealed record AgentStatistic(
    long AgentId,
    string? Name,
    long Resolutions,
    decimal Credits,
    long OwnedSeconds,
    decimal? CreditsPerHour,
    DurationFigure Handling,
    int? Rank,
    bool Eligible,
    string? Reason
)
{
    internal static AgentStatistic Of(AgentFigures agent, string? name) =>
        new(
            agent.AgentId,
            name,
            agent.Resolutions,
            (decimal)agent.Billionths / OwnedTime.WholeTicket,
            agent.OwnedSeconds,
            agent.CreditsPerHour,
            agent.Handling,
            agent.Rank,
            agent.IsEligible,
            agent.IsEligible ? null : "tooFewCredits"
        );
}
