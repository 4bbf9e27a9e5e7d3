using Microsoft.EntityFrameworkCore;
using TicketPlatform.Application.Outbox;
using TicketPlatform.Application.Persistence;
using TicketPlatform.Domain.Alerts;
using TicketPlatform.Domain.Users;

namespace TicketPlatform.Application.Users;

/// <summary>Takes what Zendesk says of its users and matches those whose addresses changed.</summary>
public sealed record ApplyZendeskUsers(IReadOnlyList<ZendeskUserObservation> Users) : IRequest<int>;

internal sealed class ApplyZendeskUsersHandler(ITicketPlatformDb db, IRequesterLinks links, IUserRoles roles, ListChangeEffects effects)
    : IRequestHandler<ApplyZendeskUsers, int>
{
    public async Task<int> Handle(ApplyZendeskUsers command, CancellationToken cancellationToken)
    {
        // The same users are side-loaded with page after page of tickets: the lock is taken only for news.
        var news = await NewsAsync(command.Users, cancellationToken);
        return news.Count == 0 ? 0 : await db.InTransactionAsync(token => ApplyAsync(news, token), cancellationToken);
    }

    private async Task<IReadOnlyList<ZendeskUserObservation>> NewsAsync(
        IReadOnlyList<ZendeskUserObservation> users,
        CancellationToken cancellationToken
    )
    {
        var ids = users.Select(user => user.Id).ToArray();
        var known = await db
            .ZendeskUsers.Where(user => ids.Contains(user.Id))
            .Select(user => new { user.Id, user.UpdatedAt })
            .ToDictionaryAsync(user => user.Id, user => user.UpdatedAt, cancellationToken);
        return [.. users.Where(seen => known.GetValueOrDefault(seen.Id) is not { } stored || stored <= seen.UpdatedAt)];
    }

    private async Task<int> ApplyAsync(IReadOnlyList<ZendeskUserObservation> news, CancellationToken cancellationToken)
    {
        await links.LockAsync(cancellationToken);
        var ids = news.Select(user => user.Id).ToArray();
        var users = await db
            .ZendeskUsers.Include(user => user.Emails)
            .Where(user => ids.Contains(user.Id))
            .ToDictionaryAsync(user => user.Id, cancellationToken);

        var changed = new HashSet<long>();
        var taken = new List<UserRole>();
        foreach (var seen in news)
        {
            if (!users.TryGetValue(seen.Id, out var user))
                db.ZendeskUsers.Add(users[seen.Id] = user = new ZendeskUser(seen.Id));
            var former = user.ObservedAt is null ? null : user.Role;
            if (user.Apply(seen))
                changed.Add(seen.Id);
            if (user.Role != former)
                taken.Add(new UserRole(user.Id, seen.UpdatedAt, user.Role));
        }
        await roles.AddAsync(taken, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await effects.ApplyAsync(await links.RelinkAsync(changed, cancellationToken), AlertCause.Matching, cancellationToken);
        return changed.Count;
    }
}
