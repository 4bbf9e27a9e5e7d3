namespace TicketPlatform.Domain.Statistics;

/// <summary>What about the comparison of agents an operator can choose.</summary>
/// <param name="Hold">How old a resolution must be before it counts, so that one that bounces does not; whole seconds.</param>
public sealed record RankingRules(TimeSpan Hold);
