using TicketPlatform.Application.Outbox;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Application.Users;

namespace TicketPlatform.Application.Synchronization;

/// <summary>Stores what a page of the ticket export says: first its users, so that its tickets find their owners.</summary>
internal sealed class TicketPageStore(IMediator mediator, IOutbox outbox)
{
    /// <param name="page">As it was read.</param>
    /// <param name="fillsMirror">Whether it is part of the first synchronisation.</param>
    /// <param name="cancellationToken">Ends the work; the transaction then rolls back.</param>
    public async Task StoreAsync(TicketPage page, bool fillsMirror, CancellationToken cancellationToken)
    {
        if (page.Users.Count > 0)
            await mediator.Send(new ApplyZendeskUsers(page.Users), cancellationToken);
        if (page.Tickets.Count > 0)
            await mediator.Send(new ApplyTicketObservations(page.Tickets, fillsMirror), cancellationToken);
        // Whoever follows a list now has seen nothing of what filled it.
        if (fillsMirror && page.Receipt.EndOfStream)
            await outbox.ResetAsync(cancellationToken);
    }
}
