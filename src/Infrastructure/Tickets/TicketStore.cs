using TicketPlatform.Application.Tickets;
using TicketPlatform.Domain.Tickets;
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

    public async Task SaveAsync(
        IReadOnlyCollection<Ticket> tickets,
        IReadOnlyCollection<TicketStatusChange> changes,
        CancellationToken cancellationToken
    )
    {
        await using var upsert = TicketUpsert.Of(db.Command(TicketUpsert.Sql), [.. tickets.OrderBy(ticket => ticket.Id)]);
        if (await upsert.ExecuteNonQueryAsync(cancellationToken) != tickets.Count)
            throw new TicketStoreConflictException();
        if (changes.Count > 0)
            await AppendAsync(changes, cancellationToken);
    }

    public async Task<IReadOnlyList<long>> RereadDueAsync(int limit, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Command("select zendesk_id from tickets where reread_due order by observed_at limit $1", limit);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var ids = new List<long>();
        while (await reader.ReadAsync(cancellationToken))
            ids.Add(reader.GetInt64(0));
        return ids;
    }

    public async Task ForgetRereadAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Command(
            "update tickets set reread_due = false where zendesk_id = any ($1) and reread_due",
            ids.ToArray()
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // The lines of one ticket are numbered under the lock of its row.
    private async Task AppendAsync(IReadOnlyCollection<TicketStatusChange> changes, CancellationToken cancellationToken)
    {
        await using var command = db.Command(
            """
            insert into ticket_status_changes (zendesk_id, seq, from_status, to_status, changed_at, source)
            select change.id,
                coalesce((select max(seq) from ticket_status_changes known where known.zendesk_id = change.id), 0)
                    + row_number() over (partition by change.id order by change.place),
                change.from_status, change.to_status, change.at, change.source
            from unnest($1::bigint[], $2::text[], $3::text[], $4::timestamptz[], $5::smallint[])
                with ordinality as change (id, from_status, to_status, at, source, place)
            """,
            changes.Select(change => change.TicketId).ToArray(),
            changes.Select(change => change.From.Name).ToArray(),
            changes.Select(change => change.To.Name).ToArray(),
            changes.Select(change => change.At).ToArray(),
            changes.Select(change => (short)change.Source).ToArray()
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
