namespace TicketPlatform.Infrastructure.Statistics;

/// <summary>What of the statistics an operator can choose. Hours that are published stay as they are.</summary>
internal sealed class StatisticsOptions
{
    /// <summary>How old a resolution must be before an agent is credited with it, in hours.</summary>
    public int HoldHours { get; init; } = 24;
}
