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
                select distinct on (user_id, since) user_id, since, role
                from unnest($1::bigint[], $2::timestamptz[], $3::text[]) with ordinality as taken (user_id, since, role, place)
                order by user_id, since, place desc
                -- Of two roles within one second the one that was told last is the present one.
                on conflict (user_id, since) do update set role = excluded.role where zendesk_user_roles.role <> excluded.role
                returning user_id, since, role
            ), changed as (
                select since from added
                where exists (select from zendesk_user_roles former where former.user_id = added.user_id)
                union all
                -- Who is told late as an agent may have acted before. The index knows when something happened, not who did it.
                select (
                    select min(at) from ticket_events
                    where at >= (select max(at) from ticket_events) - interval '1 day' and actor_id = user_id)
                from added where role in ('agent', 'admin')
            ), everybody as (
                select min(since) as since from changed having count(since) > 0
            )
            insert into statistics_changes (ticket_id, since)
            select null::bigint, since from everybody
            union all
            -- What Zendesk counts of those whose history is gone may agree by now, whenever it was; nothing else will be learned of them.
            select ticket_id, coalesce((select since from everybody), (select max(at) from ticket_events)) from ticket_audit_reads
            where is_gone and exists (select from changed)
            """,
            roles.Select(role => role.UserId).ToArray(),
            roles.Select(role => role.Since).ToArray(),
            roles.Select(role => role.Role).ToArray()
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
