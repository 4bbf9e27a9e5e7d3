using TicketPlatform.Domain.Reconciliation;

namespace TicketPlatform.Application.Reconciliation;

/// <summary>The stored tickets that were chosen to be read again, and what came of it.</summary>
public interface ITicketSamples
{
    /// <summary>When samples were last chosen; null before the first.</summary>
    Task<DateTimeOffset?> LastPickAsync(CancellationToken cancellationToken);

    /// <summary>The greatest stored ticket id; null in an empty mirror.</summary>
    Task<long?> GreatestIdAsync(CancellationToken cancellationToken);

    /// <summary>Those of the ids that are stored tickets and not deleted.</summary>
    Task<IReadOnlyList<long>> StoredAmongAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken);

    /// <summary>Keeps a choice, and forgets samples chosen before <paramref name="forgotten"/>.</summary>
    Task AddAsync(IReadOnlyCollection<long> ids, DateTimeOffset pickedAt, DateTimeOffset forgotten, CancellationToken cancellationToken);

    /// <summary>Open samples that were not read yet, or before an instant, oldest first.</summary>
    Task<IReadOnlyList<TicketSample>> OpenAsync(DateTimeOffset readBefore, int limit, CancellationToken cancellationToken);

    /// <summary>Keeps what came of samples that were read at an instant.</summary>
    Task SettleAsync(
        IReadOnlyCollection<(TicketSample Sample, SampleFinding Finding)> settled,
        DateTimeOffset readAt,
        CancellationToken cancellationToken
    );

    /// <summary>Makes these stored tickets older than anything that Zendesk says next.</summary>
    Task DistrustAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken);
}
