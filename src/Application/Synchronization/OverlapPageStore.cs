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
        var expected = page.Tickets.ToLookup(ticket => ticket.Version < watermark?.ToUnixTimeSeconds());
        // What is younger than the watermark is no news that came late: the pass was only faster than the cursor.
        if (expected.Contains(false))
            await mediator.Send(new ApplyTicketObservations([.. expected[false]]), cancellationToken);
        if (!expected.Contains(true))
            return;
        var applied = await mediator.Send(new ApplyTicketObservations([.. expected[true]]), cancellationToken);
        if (applied.Newer > 0)
            await late.AddAsync(pass.Run, pass.Name, applied.Newer, cancellationToken);
    }
}
