namespace TicketPlatform.Infrastructure.Alerts;

/// <summary>When an alert begins and ends.</summary>
internal sealed class AlertOptions
{
    /// <summary>The most open tickets that a user without a limit of their own may have.</summary>
    public int Limit { get; init; } = 3;

    /// <summary>The second threshold: more than these escalate the alert.</summary>
    public int EscalationLimit { get; init; } = 10;

    /// <summary>How long the open tickets must stay at the limit or below until the alert closes.</summary>
    public TimeSpan Dwell { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long it is left unacknowledged until it is told again; 0 for never.</summary>
    public TimeSpan RemindAfter { get; init; } = TimeSpan.FromHours(4);
}
