namespace TicketPlatform.Domain.Alerts;

/// <summary>Everything that is kept of an episode.</summary>
/// <param name="Id">The episode.</param>
/// <param name="UserId">Who has too many open tickets.</param>
/// <param name="OpenedAt">Since when (UTC).</param>
/// <param name="Cause">What opened it.</param>
/// <param name="CausedBy">The tickets of the change that crossed the limit.</param>
public sealed record AlertState(Guid Id, Guid UserId, DateTimeOffset OpenedAt, AlertCause Cause, IReadOnlyList<long> CausedBy)
{
    /// <summary>When it ended; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The user's limit when it was last looked at.</summary>
    public int Limit { get; init; }

    /// <summary>The open tickets when it was last looked at.</summary>
    public int OpenTickets { get; init; }

    /// <summary>The most open tickets of the episode.</summary>
    public int Peak { get; init; }

    /// <summary>The tickets that were open when they last exceeded the limit.</summary>
    public IReadOnlyList<long> Evidence { get; init; } = [];

    /// <summary>Since when the count has been at the limit or below; null while it exceeds it.</summary>
    public DateTimeOffset? BelowSince { get; init; }

    /// <summary>Who takes care of it; null while nobody does.</summary>
    public Acknowledgement? Acknowledged { get; init; }

    /// <summary>Until when nobody wants to be reminded.</summary>
    public DateTimeOffset? SnoozedUntil { get; init; }

    /// <summary>When it is told again; null for never.</summary>
    public DateTimeOffset? RemindAt { get; init; }

    /// <summary>How often it was told again.</summary>
    public int Reminders { get; init; }

    /// <summary>When it exceeded the second threshold; null if it never did.</summary>
    public DateTimeOffset? EscalatedAt { get; init; }

    /// <summary>When time alone changes it next; null if never.</summary>
    public DateTimeOffset? DueAt { get; init; }
}
