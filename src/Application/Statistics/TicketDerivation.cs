using TicketPlatform.Application.Persistence;
using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Application.Statistics;

/// <summary>
/// Derives anew what changed, and opens the published hours that know it differently. The note of a change is removed in the transaction
/// that acts on it, so that nothing is forgotten; who publishes at the same time loses the hour. Where a ticket's life does not add up, its
/// history is asked for before any hour rests on it; where Zendesk has no history any more, it is doubted for as long as it does not.
/// </summary>
internal sealed class TicketDerivation(
    ITicketPlatformDb db,
    IDerivedTickets tickets,
    IAuditReads audits,
    IStatisticsHours hours,
    TimeProvider time
)
{
    // Half a second of work: what is begun at the end of a slice must still end in it.
    private static readonly BatchLimits Batch = new(Tickets: 1_000, Facts: 10_000);

    /// <summary>Takes a batch of a lane; answers whether there was one.</summary>
    public Task<bool> DeriveAsync(int lane, CancellationToken cancellationToken) =>
        db.InTransactionAsync(token => DeriveBatchAsync(lane, token), cancellationToken);

    private async Task<bool> DeriveBatchAsync(int lane, CancellationToken cancellationToken)
    {
        if (await tickets.TakeChangesAsync(lane, Batch, cancellationToken) is not { } changed)
            return false;
        var since = changed.Since;
        if (changed.Tickets.Count > 0)
        {
            var staff = await tickets.StaffAsync(cancellationToken);
            var lives = await tickets.LivesAsync(changed.Tickets, cancellationToken);
            var timelines = lives.Select(life => life.Before(DateTimeOffset.MaxValue, staff)).ToList();
            await tickets.ReplaceAsync(timelines, cancellationToken);
            var known = lives.Zip(timelines).ToLookup(ticket => ticket.First.IsGone);
            var missing = known[false].Select(ticket => ticket.First.MissingIn(ticket.Second, staff)).OfType<MissingFacts>();
            await audits.RequestAsync([.. missing], time.GetUtcNow(), cancellationToken);
            var doubts = known[true].Select(ticket => (ticket.First.TicketId, ticket.First.DoubtIn(ticket.Second, staff)));
            if (await audits.DoubtAsync([.. doubts], cancellationToken) is { } doubted && doubted < since)
                since = doubted;
        }
        await hours.ReopenAsync(since, time.GetUtcNow(), cancellationToken);
        return true;
    }
}
