using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Application.Statistics;

/// <summary>A version of an hour, as it is stored; texts are JSON.</summary>
/// <param name="Hour">When it begins (UTC).</param>
/// <param name="Version">From 1.</param>
/// <param name="State">open, final or restated.</param>
/// <param name="Reason">Why it waits, or why a newer version is being made.</param>
/// <param name="Figures">Null while it is open.</param>
/// <param name="Certificate">Null while it is open.</param>
/// <param name="Difference">From the version before.</param>
/// <param name="PublishedAt">UTC.</param>
public sealed record StoredHour(
    DateTimeOffset Hour,
    int Version,
    string State,
    string? Reason,
    string? Figures,
    string? Certificate,
    string? Difference,
    DateTimeOffset? PublishedAt
);

/// <summary>The hours, for those who ask.</summary>
public interface IStatisticsReader
{
    /// <summary>The published version of every hour, or the open one where none is; ascending.</summary>
    /// <param name="from">Inclusive.</param>
    /// <param name="to">Exclusive.</param>
    /// <param name="limit">Most hours.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<StoredHour>> HoursAsync(DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken cancellationToken);

    /// <summary>One version of an hour; without a number the published one, or the open one where none is.</summary>
    Task<StoredHour?> HourAsync(DateTimeOffset hour, int? version, CancellationToken cancellationToken);

    /// <summary>The last published hour.</summary>
    Task<DateTimeOffset?> LastPublishedAsync(CancellationToken cancellationToken);

    /// <summary>The published rankings of an hour with the present names of their agents; null where it is not published.</summary>
    Task<(IReadOnlyList<(AgentWindow Window, AgentRanking Ranking)> Rankings, IReadOnlyDictionary<long, string> Names)?> RankingsAsync(
        DateTimeOffset hour,
        CancellationToken cancellationToken
    );

    /// <summary>Where Zendesk differs from a version, by ticket; at most some of them.</summary>
    Task<IReadOnlyList<Discrepancy>> DiscrepanciesAsync(DateTimeOffset hour, int version, int limit, CancellationToken cancellationToken);
}
