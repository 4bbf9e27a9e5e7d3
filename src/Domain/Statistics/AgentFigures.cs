namespace TicketPlatform.Domain.Statistics;

/// <summary>What an agent did within a window.</summary>
/// <param name="AgentId">Zendesk's id.</param>
/// <param name="Resolutions">Tickets that were theirs at the resolution.</param>
/// <param name="Billionths">The sum of their credits; 10^9 is a whole ticket.</param>
/// <param name="OwnedSeconds">How long tickets were new or open and theirs.</param>
/// <param name="CreditsPerHour">Credits by owned time, rounded to six decimals, half to even; null without owned time. Higher is more efficient.</param>
/// <param name="Handling">Their own time on the tickets that were theirs at the resolution.</param>
/// <param name="Rank">Among the eligible; equal scores share one. Null for who is not eligible.</param>
public sealed record AgentFigures(
    long AgentId,
    long Resolutions,
    long Billionths,
    long OwnedSeconds,
    decimal? CreditsPerHour,
    DurationFigure Handling,
    int? Rank
)
{
    /// <summary>Whether they did enough to be compared.</summary>
    public bool IsEligible => Rank is not null;
}
