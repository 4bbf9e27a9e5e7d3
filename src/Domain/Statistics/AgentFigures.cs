namespace TicketPlatform.Domain.Statistics;

/// <summary>What an agent did within a window.</summary>
/// <param name="AgentId">Zendesk's id.</param>
/// <param name="Resolutions">Tickets that were theirs at the resolution.</param>
/// <param name="Billionths">The sum of their credits; 10^9 is a whole ticket.</param>
/// <param name="OwnedSeconds">How long tickets were new or open and theirs.</param>
/// <param name="Handling">Their own time on the tickets that were theirs at the resolution.</param>
/// <param name="Rank">Among the eligible; equal scores share one. Null for who is not eligible.</param>
public sealed record AgentFigures(long AgentId, long Resolutions, long Billionths, long OwnedSeconds, DurationFigure Handling, int? Rank)
{
    private const int Decimals = 6;
    private const int SecondsPerHour = 3_600;

    /// <summary>Credits by owned time, rounded to six decimals, half to even; null without owned time. Higher is more efficient.</summary>
    public decimal? CreditsPerHour =>
        OwnedSeconds == 0
            ? null
            : decimal.Round(
                (decimal)Billionths * SecondsPerHour / ((decimal)OwnedTime.WholeTicket * OwnedSeconds),
                Decimals,
                MidpointRounding.ToEven
            );

    /// <summary>Whether they did enough to be compared.</summary>
    public bool IsEligible => Rank is not null;
}
