using TicketPlatform.Application.Tickets;
using TicketPlatform.Application.Users;

namespace TicketPlatform.Application.Synchronization;

/// <summary>Stores what a page of the ticket export says: first its users, so that its tickets find their owners.</summary>
internal sealed class TicketPageStore(IMediator mediator)
{
    public async Task StoreAsync(TicketPage page, CancellationToken cancellationToken)
    {
        if (page.Users.Count > 0)
            await mediator.Send(new ApplyZendeskUsers(page.Users), cancellationToken);
        if (page.Tickets.Count > 0)
            await mediator.Send(new ApplyTicketObservations(page.Tickets), cancellationToken);
    }
}
