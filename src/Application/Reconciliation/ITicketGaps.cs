using TicketPlatform.Domain.Reconciliation;

namespace TicketPlatform.Application.Reconciliation;

/// <summary>The ticket ids below the greatest stored one that the mirror lacks, each with what became of it.</summary>
public interface ITicketGaps
{
    /// <summary>
    /// Notes the ids missing after an id, over a stretch short enough for a slice, and forgets those that have come since they were noted.
    /// </summary>
    Task<AuditedStretch> NoteAsync(long after, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>How many ids wait for an answer, counted up to <paramref name="most"/>.</summary>
    Task<long> CountUnexplainedAsync(long most, CancellationToken cancellationToken);

    /// <summary>How many ids Zendesk does not have: a look at all of them.</summary>
    Task<long> CountAbsentAsync(CancellationToken cancellationToken);

    /// <summary>Up to <paramref name="limit"/> ids to ask for that were noted before an instant.</summary>
    Task<DueGaps> DueAsync(DateTimeOffset notedBefore, int limit, CancellationToken cancellationToken);

    /// <summary>Notes the answer: these exist, and the others do not.</summary>
    Task ExplainAsync(
        IReadOnlyCollection<long> recovered,
        IReadOnlyCollection<long> absent,
        DateTimeOffset now,
        CancellationToken cancellationToken
    );
}

/// <param name="Ids">To be asked for.</param>
/// <param name="Brought">Ids that the export has brought since they were noted; they are gaps no more.</param>
public sealed record DueGaps(IReadOnlyList<long> Ids, int Brought);
