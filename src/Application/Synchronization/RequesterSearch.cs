using Microsoft.EntityFrameworkCore;
using TicketPlatform.Application.Outbox;
using TicketPlatform.Application.Persistence;
using TicketPlatform.Application.Users;
using TicketPlatform.Application.Zendesk;
using TicketPlatform.Domain.Alerts;
using TicketPlatform.Domain.Users;

namespace TicketPlatform.Application.Synchronization;

/// <summary>Searches Zendesk for the requesters of platform users that are matched to nobody.</summary>
internal sealed class RequesterSearch(
    ITicketPlatformDb db,
    IUserDirectory directory,
    IRequesterLinks links,
    IdentityReading identities,
    ListChangeEffects effects,
    IMediator mediator
)
{
    // The search matches parts of addresses; a real owner stands among the first.
    private const int Candidates = 5;

    /// <summary>Searches for up to <paramref name="limit"/> platform users; answers how many were searched for.</summary>
    public async Task<int> NextAsync(int limit, CancellationToken cancellationToken)
    {
        var unmatched = await db
            .Users.Where(user => user.SearchDue && !db.ZendeskUsers.Any(requester => requester.UserId == user.Id))
            .OrderBy(user => user.CreatedAt)
            .Select(user => new
            {
                user.Id,
                user.Email,
                user.CreatedAt,
            })
            .Take(limit)
            .ToListAsync(cancellationToken);
        foreach (var user in unmatched)
        {
            if (EmailAddress.TryParse(user.Email, out var email))
                await SearchAsync(email.Value, user.CreatedAt, cancellationToken);
            await NoteAsync(user.Id, cancellationToken);
        }
        return unmatched.Count;
    }

    private async Task SearchAsync(EmailAddress email, DateTimeOffset userSince, CancellationToken cancellationToken)
    {
        var found = (await directory.SearchAsync(email, RequestLane.Live, cancellationToken)).Take(Candidates).ToList();
        foreach (var candidate in found)
            await RestoreAsync(candidate, userSince, cancellationToken);
        await mediator.Send(new ApplyZendeskUsers(found), cancellationToken);
        await RelinkAsync([.. found.Select(candidate => candidate.Id)], cancellationToken);
        foreach (var candidate in found.Where(candidate => candidate.IsActive && candidate.Email != email))
            await identities.ReadAsync(candidate.Id, RequestLane.Live, cancellationToken);
    }

    // The requester may have been known all along, and only the platform user be new.
    private Task<int> RelinkAsync(IReadOnlyCollection<long> candidates, CancellationToken cancellationToken) =>
        db.InTransactionAsync(
            async token =>
            {
                await links.LockAsync(token);
                var changes = await links.RelinkAsync(candidates, token);
                await effects.ApplyAsync(changes, AlertCause.Matching, token);
                return changes.Count;
            },
            cancellationToken
        );

    // Somebody whose data was erased has become a user again: what Zendesk still has may be shown to them again.
    private Task<bool> RestoreAsync(ZendeskUserObservation candidate, DateTimeOffset userSince, CancellationToken cancellationToken) =>
        db.InTransactionAsync(
            async token =>
            {
                await links.LockAsync(token);
                db.Forget();
                var erased = await db.ZendeskUsers.SingleOrDefaultAsync(
                    user => user.Id == candidate.Id && user.ErasedAt < userSince,
                    token
                );
                if (erased is null)
                    return false;
                erased.Restore();
                await db.SaveChangesAsync(token);
                await links.RereadTicketsAsync(candidate.Id, token);
                return true;
            },
            cancellationToken
        );

    private async Task NoteAsync(Guid userId, CancellationToken cancellationToken)
    {
        db.Forget();
        var user = await db.Users.SingleOrDefaultAsync(user => user.Id == userId, cancellationToken);
        user?.Searched();
        await db.SaveChangesAsync(cancellationToken);
    }
}
