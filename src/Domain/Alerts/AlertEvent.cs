namespace TicketPlatform.Domain.Alerts;

/// <summary>One thing that happened to an episode.</summary>
/// <param name="Kind">What.</param>
/// <param name="At">When (UTC).</param>
/// <param name="OpenTickets">How many tickets the user had open then.</param>
public sealed record AlertEvent(AlertEventKind Kind, DateTimeOffset At, int OpenTickets)
{
    /// <summary>Who did it; null where nobody did.</summary>
    public string? By { get; init; }

    /// <summary>What they wrote.</summary>
    public string? Note { get; init; }

    /// <summary>Until when it is snoozed.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The tickets that were open, where that changed the episode.</summary>
    public IReadOnlyList<long> Tickets { get; init; } = [];
}
