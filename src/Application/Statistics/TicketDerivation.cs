using TicketPlatform.Application.Persistence;
using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Application.Statistics;

/// <summary>
/// Derives anew what changed, and opens the published hours that know it differently. The note of a change is removed in the transaction
/// that acts on it, so that nothing is forgotten; who publishes at the same time loses the hour.
/// </summary>
internal sealed class TicketDerivation(ITicketPlatformDb db, IDerivedTickets tickets, IStatisticsHours hours, TimeProvider time)
{
    private const int Batch = 1_000;

    // Intervals and credits do not ask who is an agent; replies are counted where they are published.
    private static readonly StaffHistory Nobody = new([]);

    /// <summary>Takes a batch; answers whether there was one.</summary>
    public Task<bool> DeriveAsync(CancellationToken cancellationToken) => db.InTransactionAsync(DeriveBatchAsync, cancellationToken);

    private async Task<bool> DeriveBatchAsync(CancellationToken cancellationToken)
    {
        if (await tickets.TakeChangesAsync(Batch, cancellationToken) is not { } changed)
            return false;
        if (changed.Tickets.Count > 0)
        {
            var lives = await tickets.LivesAsync(changed.Tickets, cancellationToken);
            await tickets.ReplaceAsync([.. lives.Select(life => life.Before(DateTimeOffset.MaxValue, Nobody))], cancellationToken);
        }
        await hours.ReopenAsync(changed.Since, time.GetUtcNow(), cancellationToken);
        return true;
    }
}
