using TicketPlatform.Application.Tickets;
using TicketPlatform.Domain.Synchronization;

namespace TicketPlatform.Application.Synchronization;

/// <summary>Stores what a page of an overlap pass says, and counts its news that the live cursor should have brought.</summary>
internal sealed class OverlapPageStore(IMediator mediator, ILateRows late)
{
    /// <param name="pass">The pass.</param>
    /// <param name="page">Its page.</param>
    /// <param name="watermark">Everything that Zendesk recorded before this instant was stored when the page was asked for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task StoreAsync(SyncStream pass, TicketPage page, DateTimeOffset? watermark, CancellationToken cancellationToken)
    {
        if (page.Tickets.Count == 0)
            return;
        // All at once, because locks are taken in order within a command and not from one command to the next.
        var applied = await mediator.Send(new ApplyTicketObservations(page.Tickets), cancellationToken);
        // What is younger than the watermark is no news that came late: the pass was only faster than the cursor.
        var young = page
            .Tickets.Where(ticket => !(ticket.Version < watermark?.ToUnixTimeSeconds()))
            .Select(ticket => ticket.TicketId)
            .ToHashSet();
        var count = applied.Newer.Count(ticket => !young.Contains(ticket));
        if (count > 0)
            await late.AddAsync(pass.Run, pass.Name, count, cancellationToken);
    }
}
