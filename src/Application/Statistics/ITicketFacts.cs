using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Application.Statistics;

/// <summary>The stored ticket events. They are only ever added to.</summary>
public interface ITicketFacts
{
    /// <summary>Stores what is not stored yet, in the open transaction, notes whose lives changed by it, and answers how much that was.</summary>
    Task<int> AddAsync(IReadOnlyCollection<RecordedFact> facts, CancellationToken cancellationToken);
}
