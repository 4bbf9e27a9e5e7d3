using TicketPlatform.Application.Users;
using TicketPlatform.Infrastructure.Persistence;

namespace TicketPlatform.Infrastructure.Users;

internal sealed class UserRoles(TicketPlatformDbContext db) : IUserRoles
{
    public async Task AddAsync(IReadOnlyCollection<UserRole> roles, CancellationToken cancellationToken)
    {
        if (roles.Count == 0)
            return;
        await using var command = db.Command(
            """
            with added as (
                insert into zendesk_user_roles (user_id, since, role)
                select * from unnest($1::bigint[], $2::timestamptz[], $3::text[])
                on conflict do nothing
                returning user_id, since
            )
            insert into statistics_changes (since)
            select min(since) from added
            where exists (select from zendesk_user_roles former where former.user_id = added.user_id)
            having count(*) > 0
            """,
            roles.Select(role => role.UserId).ToArray(),
            roles.Select(role => role.Since).ToArray(),
            roles.Select(role => role.Role).ToArray()
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
