using TicketPlatform.Application.Users;
using TicketPlatform.Infrastructure.Persistence;

namespace TicketPlatform.Infrastructure.Users;

internal sealed class RequesterLinks(TicketPlatformDbContext db) : IRequesterLinks
{
    /// <summary>Names the advisory lock of the matching: exclusive for whoever changes it, shared for whoever stores tickets by it.</summary>
    public const long Lock = 0x7265_7175_6573_7472;

    public async Task LockAsync(CancellationToken cancellationToken)
    {
        await using var command = db.Command("select pg_advisory_xact_lock($1)", Lock);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<int> RelinkAsync(IReadOnlyCollection<long> zendeskUserIds, CancellationToken cancellationToken)
    {
        if (zendeskUserIds.Count == 0)
            return 0;

        // The primary address decides alone; verified further ones count only where it is nobody's. An unverified further
        // address never does, nor does any address of a user who is deleted: it may be somebody else's by now.
        await using var command = db.Command(
            """
            with matched as (
                select requester.id, (
                    select owner.id
                    from zendesk_user_emails address join users owner on lower(owner.email) = address.email
                    where address.zendesk_user_id = requester.id and requester.is_active and requester.erased_at is null
                        and (address.is_primary or address.is_verified)
                    order by address.is_primary desc, owner.created_at, owner.id
                    limit 1) as user_id
                from zendesk_users requester
                where requester.id = any ($1)
            ), moved as (
                update zendesk_users requester set user_id = matched.user_id
                from matched
                where requester.id = matched.id and requester.user_id is distinct from matched.user_id
                returning requester.id, requester.user_id
            ), followed as (
                update tickets set user_id = moved.user_id, fence = tickets.fence + 1
                from moved
                where tickets.requester_id = moved.id
            )
            select count(*)::int from moved
            """,
            zendeskUserIds.ToArray()
        );
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public async Task<IReadOnlyList<long>> FindAsync(Guid userId, string? email, CancellationToken cancellationToken)
    {
        await using var command = db.Command(
            """
            select id from zendesk_users where user_id = $1
            union select zendesk_user_id from zendesk_user_emails where email = $2
            """,
            userId,
            (object?)email ?? DBNull.Value
        );
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var ids = new List<long>();
        while (await reader.ReadAsync(cancellationToken))
            ids.Add(reader.GetInt64(0));
        return ids;
    }

    public async Task EraseTicketsAsync(IReadOnlyCollection<long> zendeskUserIds, CancellationToken cancellationToken)
    {
        await using var command = db.Command(
            "update tickets set subject = '', description = '', fence = fence + 1 where requester_id = any ($1)",
            zendeskUserIds.ToArray()
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task RereadTicketsAsync(long zendeskUserId, CancellationToken cancellationToken)
    {
        // Version 0: whatever Zendesk says next is newer than the erased row.
        await using var command = db.Command(
            "update tickets set version = 0, reread_due = true, fence = fence + 1 where requester_id = $1 and deleted_at is null",
            zendeskUserId
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
