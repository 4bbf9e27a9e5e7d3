namespace TicketPlatform.Domain.Statistics;

/// <summary>What becomes of a ticket's last resolution when agents are compared. Stored by number.</summary>
public enum ResolutionVerdict : short
{
    /// <summary>It counts.</summary>
    Standing = 0,

    /// <summary>The ticket was merged into another one.</summary>
    Merged = 1,

    /// <summary>The ticket was solved by its own creation.</summary>
    Proactive = 2,

    /// <summary>Somebody had to work on it again.</summary>
    Reopened = 3,
}

/// <summary>A time during which a resolution was the last one of its ticket, and one verdict held for it. Deleted tickets have none.</summary>
/// <param name="Resolution">Whose it is.</param>
/// <param name="ResolvedAt">UTC.</param>
/// <param name="Verdict">Whether it counts.</param>
/// <param name="From">UTC, exclusive: figures as of this instant do not know yet what happened at it.</param>
/// <param name="To">UTC, inclusive; null while it lasts.</param>
public sealed record ResolutionPeriod(
    CountedResolution Resolution,
    DateTimeOffset ResolvedAt,
    ResolutionVerdict Verdict,
    DateTimeOffset From,
    DateTimeOffset? To
);
