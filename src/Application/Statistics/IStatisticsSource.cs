using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Application.Statistics;

/// <summary>What statistics are computed from.</summary>
public interface IStatisticsSource
{
    /// <summary>Opens a view in which nothing moves: everything read through it belongs together.</summary>
    Task<IStatisticsSnapshot> OpenAsync(CancellationToken cancellationToken);
}

/// <summary>One state of everything that figures depend on.</summary>
public interface IStatisticsSnapshot : IAsyncDisposable
{
    /// <summary>Whether there are changes that nothing was derived from yet.</summary>
    Task<bool> ChangesWaitAsync(CancellationToken cancellationToken);

    /// <summary>Of what may be missing and is being looked for, the earliest, and how many tickets it may be missing in; null where nothing is.</summary>
    Task<(MissingFacts Earliest, int Tickets)?> MissingAsync(CancellationToken cancellationToken);

    /// <summary>The published version of an hour; null where there is none, or where what was learned since may speak against it, or something is being looked for in it.</summary>
    Task<int?> ProvenVersionAsync(DateTimeOffset hour, CancellationToken cancellationToken);

    /// <summary>The tickets that may lack something between two instants of which Zendesk has no history any more.</summary>
    Task<IReadOnlyList<GoneHistory>> GoneAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);

    /// <summary>The streams that feed the figures.</summary>
    Task<IReadOnlyList<StreamProof>> StreamsAsync(CancellationToken cancellationToken);

    /// <summary>How many events there are in each of some hours.</summary>
    Task<IReadOnlyDictionary<DateTimeOffset, int>> EventsInAsync(
        IReadOnlyCollection<DateTimeOffset> hours,
        CancellationToken cancellationToken
    );

    /// <summary>The tickets to which something happened between two instants, or which the mirror says were updated then; by id.</summary>
    /// <param name="from">Inclusive.</param>
    /// <param name="to">Exclusive.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<long>> TouchedAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);

    /// <summary>The lives of some tickets, with all facts before an instant; by id.</summary>
    Task<IReadOnlyList<TicketLife>> LivesAsync(IReadOnlyList<long> tickets, DateTimeOffset asOf, CancellationToken cancellationToken);

    /// <summary>Who was an agent when.</summary>
    Task<StaffHistory> StaffAsync(CancellationToken cancellationToken);

    /// <summary>The unsolved tickets at some instants.</summary>
    Task<IReadOnlyDictionary<DateTimeOffset, BacklogFigure>> BacklogsAsync(
        IReadOnlyCollection<DateTimeOffset> instants,
        CancellationToken cancellationToken
    );

    /// <summary>The tickets that were unsolved at an instant, in one status of <see cref="BacklogFigure"/>; by id, some of them.</summary>
    Task<IReadOnlyList<long>> UnsolvedAsync(
        DateTimeOffset instant,
        string status,
        int skip,
        int limit,
        CancellationToken cancellationToken
    );

    /// <summary>The resolutions between two instants, with every verdict on them that holds at some time from a third on.</summary>
    Task<IReadOnlyList<ResolutionPeriod>> ResolutionsAsync(
        DateTimeOffset from,
        DateTimeOffset to,
        DateTimeOffset since,
        CancellationToken cancellationToken
    );

    /// <summary>Ids below the highest that nothing accounts for, as of the last audit; null before the first.</summary>
    Task<GapProof?> GapsAsync(CancellationToken cancellationToken);
}

/// <summary>What is known of a stream of export pages.</summary>
/// <param name="Stream">Its name.</param>
/// <param name="Run">Of the chain of its pages.</param>
/// <param name="Pages">In that chain.</param>
/// <param name="Rows">On them, repetitions included.</param>
/// <param name="BrokenLinks">Pages that do not begin where the one before ended.</param>
/// <param name="DrainedSince">When the last walk that reached the end of the stream began (Zendesk's clock).</param>
/// <param name="EndOfStreamAt">When it reached it.</param>
/// <param name="Requests">Made for these pages, those of slices that ended without one included.</param>
/// <param name="Failures">Of these, by status; 0 stands for no answer, 200 for one that did not arrive whole or held no page.</param>
public sealed record StreamProof(
    string Stream,
    Guid Run,
    long Pages,
    long Rows,
    long BrokenLinks,
    DateTimeOffset? DrainedSince,
    DateTimeOffset? EndOfStreamAt,
    long Requests,
    IReadOnlyDictionary<string, long> Failures
);

/// <summary>A ticket that seems to lack an event, which cannot be looked for because Zendesk has deleted the ticket.</summary>
/// <param name="TicketId">Zendesk's id.</param>
/// <param name="Since">It did not happen before this instant (UTC).</param>
/// <param name="Until">What follows from it ended then, with the deletion of the ticket; at the end of time where that is not known yet (UTC).</param>
public sealed record GoneHistory(long TicketId, DateTimeOffset Since, DateTimeOffset Until);

/// <summary>What an audit of all ticket ids found.</summary>
public sealed record GapProof(DateTimeOffset AuditedAt, long Unexplained);
