namespace TicketPlatform.Domain.Alerts;

/// <summary>When an alert begins and ends, and how often somebody is told.</summary>
/// <param name="Limit">How many open tickets a user may have; one more opens an episode. A user may have a limit of their own.</param>
/// <param name="EscalationLimit">How many open tickets may be there before the episode escalates, for a user with the common limit.</param>
/// <param name="Dwell">How long the count must stay at the limit or below before the episode closes.</param>
/// <param name="RemindAfter">How long nobody may have acknowledged it before it is told again; zero for never.</param>
public sealed record AlertRules(int Limit, int EscalationLimit, TimeSpan Dwell, TimeSpan RemindAfter)
{
    /// <summary>The second threshold of a user is as far above their own limit as the common one is above the common limit.</summary>
    public long EscalationLimitOf(int limit) => (long)limit + EscalationLimit - Limit;

    /// <summary>When an episode of which somebody was told now is told again; null for never.</summary>
    public DateTimeOffset? ReminderAfter(DateTimeOffset now) => RemindAfter > TimeSpan.Zero ? now + RemindAfter : null;
}
