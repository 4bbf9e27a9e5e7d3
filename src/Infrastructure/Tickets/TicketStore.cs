using TicketPlatform.Application.Outbox;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Domain.Tickets;
using TicketPlatform.Infrastructure.Outbox;
using TicketPlatform.Infrastructure.Persistence;
using TicketPlatform.Infrastructure.Users;

namespace TicketPlatform.Infrastructure.Tickets;

internal sealed class TicketStore(TicketPlatformDbContext db) : ITicketStore
{
    public async Task<Dictionary<long, Ticket>> LockAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
    {
        // Shared with other writers of tickets, exclusive against a change of the matching, which would otherwise overlook
        // the tickets that this transaction is about to store. Rows are locked in order, so that two writers never wait for each other.
        await using var command = db.Command(TicketRow.Select, ids.Order().ToArray());
        await using (var matching = db.Command("select pg_advisory_xact_lock_shared($1)", RequesterLinks.Lock))
            await matching.ExecuteNonQueryAsync(cancellationToken);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var tickets = new Dictionary<long, Ticket>(ids.Count);
        while (await reader.ReadAsync(cancellationToken))
        {
            var ticket = TicketRow.Read(reader);
            tickets.Add(ticket.Id, ticket);
        }
        return tickets;
    }

    public async Task<IReadOnlyCollection<ListChange>> SaveAsync(
        IReadOnlyCollection<Ticket> tickets,
        IReadOnlyCollection<StatusSighting> sightings,
        CancellationToken cancellationToken
    )
    {
        var changes = new List<ListChange>(tickets.Count);
        // In the order of their ids, as everywhere, so that two writers never wait for each other.
        var added = tickets.Where(ticket => ticket.Fence == 0).OrderBy(ticket => ticket.Id).ToList();
        if (added.Count > 0)
            await AddAsync(added, changes, cancellationToken);
        if (added.Count < tickets.Count)
            await ChangeAsync([.. tickets.Where(ticket => ticket.Fence > 0).OrderBy(ticket => ticket.Id)], changes, cancellationToken);
        if (sightings.Count > 0)
            await AppendAsync(sightings, cancellationToken);
        var measured = tickets.Where(ticket => ticket.Seen.Metrics is not null).OrderBy(ticket => ticket.Id).ToList();
        if (measured.Count > 0)
        {
            await using var command = db.Command("");
            await TicketMetricSets.SaveAsync(command, measured, cancellationToken);
        }
        return changes;
    }

    public async Task<int> MarkRereadAsync(
        IReadOnlyCollection<long> named,
        IReadOnlyCollection<long> told,
        CancellationToken cancellationToken
    )
    {
        await using var command = db.Command(
            """
            with due as (
                select zendesk_id from tickets
                where not reread_due and zendesk_id = any ($1 || $2)
                    and (zendesk_id = any ($1) or (source = $3 and status_changed_at is null and status <> 'deleted'))
                order by zendesk_id for update)
            update tickets set reread_due = true from due where tickets.zendesk_id = due.zendesk_id
            """,
            named.ToArray(),
            told.ToArray(),
            (short)ObservationSource.Webhook
        );
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public Task<IReadOnlyList<long>> OfRequestersAsync(IReadOnlyCollection<long> requesterIds, CancellationToken cancellationToken) =>
        IdsAsync(
            db.Command("select zendesk_id from tickets where requester_id = any ($1) and status <> 'deleted'", requesterIds.ToArray()),
            cancellationToken
        );

    public async Task<IReadOnlyList<long>> RereadDueAsync(int limit, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var due = db.Command("select zendesk_id from tickets where reread_due order by observed_at limit $1", limit);
        return await IdsAsync(due, cancellationToken);
    }

    public async Task ForgetRereadAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        // One implicit transaction. A change of the matching takes the tickets of a requester as they come, so it must not happen meanwhile.
        await using var batch = db.Batch();
        batch.Add("select pg_advisory_xact_lock_shared($1)", RequesterLinks.Lock);
        batch.Add(
            """
            with read as (select zendesk_id from tickets where zendesk_id = any ($1) and reread_due order by zendesk_id for update)
            update tickets set reread_due = false from read where tickets.zendesk_id = read.zendesk_id
            """,
            ids.ToArray()
        );
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<long>> IdsAsync(NpgsqlCommand query, CancellationToken cancellationToken)
    {
        await using var command = query;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var ids = new List<long>();
        while (await reader.ReadAsync(cancellationToken))
            ids.Add(reader.GetInt64(0));
        return ids;
    }

    private async Task AddAsync(IReadOnlyList<Ticket> tickets, List<ListChange> changes, CancellationToken cancellationToken)
    {
        var owners = await OwnersAsync(tickets.Select(ticket => ticket.Seen.Content.RequesterId).Distinct().ToArray(), cancellationToken);
        try
        {
            await TicketCopy.RunAsync((NpgsqlConnection)db.Database.GetDbConnection(), tickets, owners, cancellationToken);
        }
        catch (PostgresException conflict) when (conflict.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new TicketStoreConflictException(conflict);
        }
        await using var noted = db.Command(PastChanges.OfAdded, tickets.Select(ticket => ticket.Id).ToArray());
        await noted.ExecuteNonQueryAsync(cancellationToken);
        foreach (var ticket in tickets)
            if (owners.GetValueOrDefault(ticket.Seen.Content.RequesterId).UserId is { } owner)
                changes.Add(new ListChange(owner, ticket.Id, ticket.Seen.Content is { IsPublic: true, Status.IsUnsolved: true } ? 1 : 0));
    }

    private async Task<Dictionary<long, TicketOwner>> OwnersAsync(long[] requesters, CancellationToken cancellationToken)
    {
        await using var command = db.Command(
            "select id, user_id, erased_at is not null from zendesk_users where id = any ($1)",
            requesters
        );
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var owners = new Dictionary<long, TicketOwner>(requesters.Length);
        while (await reader.ReadAsync(cancellationToken))
            owners.Add(reader.GetInt64(0), new TicketOwner(reader.IsDBNull(1) ? null : reader.GetGuid(1), reader.GetBoolean(2)));
        return owners;
    }

    private async Task ChangeAsync(Ticket[] tickets, List<ListChange> changes, CancellationToken cancellationToken)
    {
        await using var update = TicketUpdate.Of(db.Command(TicketUpdate.Sql), tickets);
        await using var row = await update.ExecuteReaderAsync(cancellationToken);
        var updated = 0;
        for (; await row.ReadAsync(cancellationToken); updated++)
            ListChanges.Add(changes, row, row.GetBoolean(5));
        if (updated != tickets.Length)
            throw new TicketStoreConflictException();
    }

    private async Task AppendAsync(IReadOnlyCollection<StatusSighting> sightings, CancellationToken cancellationToken)
    {
        await using var command = db.Command(
            """
            insert into ticket_status_sightings (zendesk_id, seen_at, status, source, actor_id)
            select * from unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::smallint[], $5::bigint[])
            on conflict do nothing
            """,
            sightings.Select(seen => seen.TicketId).ToArray(),
            sightings.Select(seen => seen.At).ToArray(),
            sightings.Select(seen => seen.Status.Name).ToArray(),
            sightings.Select(seen => (short)seen.Source).ToArray(),
            sightings.Select(seen => seen.ActorId).ToArray()
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
