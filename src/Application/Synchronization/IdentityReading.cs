using Microsoft.EntityFrameworkCore;
using TicketPlatform.Application.Outbox;
using TicketPlatform.Application.Persistence;
using TicketPlatform.Application.Users;
using TicketPlatform.Application.Zendesk;
using TicketPlatform.Domain.Alerts;
using TicketPlatform.Domain.Users;

namespace TicketPlatform.Application.Synchronization;

/// <summary>Reads the e-mail identities of Zendesk users that changed.</summary>
internal sealed class IdentityReading(ITicketPlatformDb db, IUserDirectory directory, IRequesterLinks links, ListChangeEffects effects)
{
    /// <summary>Reads up to <paramref name="limit"/> users that are due; answers how many it read.</summary>
    public async Task<int> NextAsync(int limit, CancellationToken cancellationToken)
    {
        // A primary address that is a platform user's decides alone, so the further ones of that user need no request.
        var due = await db
            .ZendeskUsers.Where(user => user.IdentitiesDueAt != null && user.IsActive)
            .Where(user => !user.Emails.Any(email => email.IsPrimary && db.Users.Any(platform => platform.Email.ToLower() == email.Email)))
            .OrderByDescending(user => user.IdentitiesDueAt)
            .Select(user => user.Id)
            .Take(limit)
            .ToListAsync(cancellationToken);
        foreach (var id in due)
            await ReadAsync(id, RequestLane.Backfill, cancellationToken);
        return due.Count;
    }

    /// <summary>Reads one user's identities and matches the user again.</summary>
    public async Task ReadAsync(long id, RequestLane lane, CancellationToken cancellationToken)
    {
        var identities = await directory.IdentitiesAsync(id, lane, cancellationToken);
        await db.InTransactionAsync(token => StoreAsync(id, identities, token), cancellationToken);
    }

    private async Task<int> StoreAsync(long id, IReadOnlyList<ZendeskIdentity> identities, CancellationToken cancellationToken)
    {
        await links.LockAsync(cancellationToken);
        db.Forget();
        var user = await db.ZendeskUsers.Include(user => user.Emails).SingleAsync(user => user.Id == id, cancellationToken);
        user.Identify(identities);
        await db.SaveChangesAsync(cancellationToken);
        var changes = await links.RelinkAsync([id], cancellationToken);
        await effects.ApplyAsync(changes, AlertCause.Matching, cancellationToken);
        return changes.Count;
    }
}
