using TicketPlatform.Application.Outbox;
using TicketPlatform.Application.Users;
using TicketPlatform.Infrastructure.Outbox;
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

    public async Task<IReadOnlyCollection<ListChange>> RelinkAsync(
        IReadOnlyCollection<long> zendeskUserIds,
        CancellationToken cancellationToken
    )
    {
        if (zendeskUserIds.Count == 0)
            return [];

        // The primary address decides alone; verified further ones count only where it is nobody's. An unverified further
        // address never does, nor does any address of a user who is deleted: it may be somebody else's by now.
        await using var command = db.Command(
            """
            with matched as (
                select requester.id, requester.user_id as former, (
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
                returning requester.id, requester.user_id, matched.former
            ), unproven as (
                -- Their views were read again for other requesters than they have now.
                update users set reread_at = null
                from moved
                where users.id in (moved.user_id, moved.former) and users.reread_at is not null
            )
            update tickets set user_id = moved.user_id, fence = tickets.fence + 1
            from moved
            where tickets.requester_id = moved.id
            returning tickets.zendesk_id, moved.former, moved.user_id,
                tickets.is_public and tickets.status not in ('solved', 'closed', 'deleted'),
                tickets.is_public and tickets.status not in ('solved', 'closed', 'deleted')
            """,
            zendeskUserIds.ToArray()
        );
        return await ChangesAsync(command, cancellationToken);
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

    public async Task<IReadOnlyCollection<ListChange>> EraseTicketsAsync(
        IReadOnlyCollection<long> zendeskUserIds,
        CancellationToken cancellationToken
    )
    {
        await using var command = db.Command(
            """
            with erased as (
                update tickets set subject = '', description = '', fence = fence + 1
                where requester_id = any ($1)
                returning zendesk_id, user_id
            ), forgotten as (
                -- What could not be applied still holds what was written.
                update webhook_inbox set body = ''
                where outcome = 'dead' and (subject_id = any ($1) or subject_id in (select zendesk_id from erased))
            )
            select zendesk_id, user_id, user_id, false, false from erased
            """,
            zendeskUserIds.ToArray()
        );
        return await ChangesAsync(command, cancellationToken);
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

    public async Task<int> ReadAgainAsync(
        IReadOnlyCollection<long> changed,
        IReadOnlyCollection<long> met,
        DateTimeOffset heardAt,
        CancellationToken cancellationToken
    )
    {
        // One statement, so that all of them are locked in the order of their ids. A stranger whom somebody else stored meanwhile is none.
        await using var command = db.Command(
            """
            insert into zendesk_users as stored (id, name, role, is_active, identities_due_at, read_due_at)
            select id, '', 'end-user', true, $3, $3
            from (
                select id from unnest($1::bigint[]) as changed (id)
                union
                select id from unnest($2::bigint[]) as met (id)
                where not exists (select from zendesk_users known where known.id = met.id)) heard
            order by id
            on conflict (id) do update set identities_due_at = excluded.identities_due_at, read_due_at = excluded.read_due_at
            where stored.id = any ($1)
            """,
            changed.ToArray(),
            met.ToArray(),
            heardAt
        );
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<IReadOnlyDictionary<long, DateTimeOffset>> ReadDueAsync(int limit, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Command(
            "select id, read_due_at from zendesk_users where read_due_at is not null order by read_due_at limit $1",
            limit
        );
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var due = new Dictionary<long, DateTimeOffset>();
        while (await reader.ReadAsync(cancellationToken))
            due.Add(reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1));
        return due;
    }

    public async Task ForgetReadAsync(IReadOnlyDictionary<long, DateTimeOffset> read, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        // One implicit transaction. A change of the matching takes users as they come, so it must not happen meanwhile.
        await using var batch = db.Batch();
        batch.Add("select pg_advisory_xact_lock_shared($1)", Lock);
        batch.Add(
            """
            with done as (
                select requester.id
                from zendesk_users requester join unnest($1::bigint[], $2::timestamptz[]) as read (id, due_at) on requester.id = read.id
                where requester.read_due_at = read.due_at
                order by requester.id for update of requester)
            update zendesk_users requester set read_due_at = null from done where requester.id = done.id
            """,
            read.Keys.ToArray(),
            read.Values.ToArray()
        );
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    // A ticket that went from one owner to another changed both lists; one that kept its owner looks different.
    private static async Task<IReadOnlyCollection<ListChange>> ChangesAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var changes = new List<ListChange>();
        while (await row.ReadAsync(cancellationToken))
            ListChanges.Add(changes, row, isVisible: true);
        return changes;
    }
}
