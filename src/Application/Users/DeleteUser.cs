using Microsoft.EntityFrameworkCore;
using TicketPlatform.Application.Alerts;
using TicketPlatform.Application.Notifications;
using TicketPlatform.Application.Outbox;
using TicketPlatform.Application.Persistence;
using TicketPlatform.Domain.Alerts;

namespace TicketPlatform.Application.Users;

/// <summary>
/// Removes a user and erases the person from the mirror: names and addresses of their Zendesk users, texts of their
/// tickets, and what people were told of them. The bare tickets stay, so that statistics do not change; Zendesk itself is not asked to forget anything.
/// </summary>
public sealed record DeleteUser(Guid Id) : IRequest<Result>;

internal sealed class DeleteUserHandler(
    ITicketPlatformDb db,
    IRequesterLinks links,
    INotificationErasure notifications,
    ListChangeEffects effects,
    AlertErasure alerts,
    TimeProvider time
) : IRequestHandler<DeleteUser, Result>
{
    public Task<Result> Handle(DeleteUser command, CancellationToken cancellationToken) =>
        db.InTransactionAsync(token => DeleteAsync(command.Id, token), cancellationToken);

    private async Task<Result> DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        await links.LockAsync(cancellationToken);
        var user = await db.Users.SingleOrDefaultAsync(user => user.Id == id, cancellationToken);
        if (user is null)
            return UserFailures.NotFound(id);

        var requesters = await db
            .ZendeskUsers.Include(requester => requester.Emails)
            .Where(requester => requester.UserId == id)
            .ToListAsync(cancellationToken);
        var ids = requesters.ConvertAll(requester => requester.Id);
        requesters.ForEach(requester => requester.Erase(time.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);
        await links.EraseTicketsAsync(ids, cancellationToken);
        var changes = await links.RelinkAsync(ids, cancellationToken);
        db.Users.Remove(user);
        await db.SaveChangesAsync(cancellationToken);
        await notifications.EraseAsync(id, cancellationToken);
        await alerts.EraseAsync(id, cancellationToken);
        await effects.ApplyAsync(changes, AlertCause.Matching, cancellationToken);
        return Result.Success;
    }
}
