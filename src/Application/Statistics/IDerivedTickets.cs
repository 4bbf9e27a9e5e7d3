using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Application.Statistics;

/// <summary>Whose past has changed.</summary>
/// <param name="Tickets">Those to derive anew.</param>
/// <param name="Since">The earliest instant from which on anything may differ (UTC).</param>
public sealed record ChangedPast(IReadOnlyList<long> Tickets, DateTimeOffset Since);

/// <summary>How much one transaction derives: at least one ticket, however long its history.</summary>
/// <param name="Tickets">At most.</param>
/// <param name="Facts">Of these tickets together; the last one may exceed it.</param>
public sealed record BatchLimits(int Tickets, int Facts);

/// <summary>What is derived from the facts of tickets: intervals, and the resolutions that agents can be credited with.</summary>
public interface IDerivedTickets
{
    /// <summary>In how many lanes they can be derived side by side. Every ticket belongs to one of them.</summary>
    const int Lanes = 2;

    /// <summary>
    /// Takes some of the noted changes of a lane, in the open transaction; null where there are none, or where another node is at it.
    /// </summary>
    /// <param name="lane">Below <see cref="Lanes"/>; what changed for everybody belongs to the first.</param>
    /// <param name="limits">How much.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<ChangedPast?> TakeChangesAsync(int lane, BatchLimits limits, CancellationToken cancellationToken);

    /// <summary>All that is stored of some tickets' past.</summary>
    Task<IReadOnlyList<TicketLife>> LivesAsync(IReadOnlyList<long> ticketIds, CancellationToken cancellationToken);

    /// <summary>Who was an agent when.</summary>
    Task<StaffHistory> StaffAsync(CancellationToken cancellationToken);

    /// <summary>Puts what is derived of some tickets in the place of what was.</summary>
    Task ReplaceAsync(IReadOnlyList<TicketTimeline> timelines, CancellationToken cancellationToken);
}
