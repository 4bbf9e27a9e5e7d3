using TicketPlatform.Application.Statistics;
using TicketPlatform.Domain.Statistics;
using TicketPlatform.Infrastructure.Persistence;

namespace TicketPlatform.Infrastructure.Statistics;

internal sealed class AuditReads(TicketPlatformDbContext db) : IAuditReads
{
    public async Task RequestAsync(IReadOnlyCollection<MissingFacts> missing, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (missing.Count == 0)
            return;
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Command(
            """
            insert into ticket_audit_reads (ticket_id, since, reason, due_at)
            select ticket_id, since, reason, $4
            from unnest($1::bigint[], $2::timestamptz[], $3::text[]) as wanted (ticket_id, since, reason) order by ticket_id
            on conflict (ticket_id) do update set
                due_at = coalesce(ticket_audit_reads.due_at, excluded.due_at),
                since = least(ticket_audit_reads.since, excluded.since),
                reason = excluded.reason
            """,
            missing.Select(facts => facts.TicketId).ToArray(),
            missing.Select(facts => facts.Since).ToArray(),
            missing.Select(facts => facts.Reason).ToArray(),
            now
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<AuditReading>> DueAsync(int limit, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Command(
            "select ticket_id, cursor, begun_at from ticket_audit_reads where due_at is not null order by due_at, ticket_id limit $1",
            limit
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var due = new List<AuditReading>();
        while (await row.ReadAsync(cancellationToken))
            due.Add(
                new AuditReading(
                    row.GetInt64(0),
                    row.IsDBNull(1) ? null : row.GetString(1),
                    row.IsDBNull(2) ? null : row.GetFieldValue<DateTimeOffset>(2)
                )
            );
        return due;
    }

    public async Task NoteAsync(AuditReading reading, CancellationToken cancellationToken)
    {
        await using var command = reading.Cursor is { } next
            ? db.Command(
                "update ticket_audit_reads set cursor = $2, begun_at = $3 where ticket_id = $1",
                reading.TicketId,
                next,
                reading.BegunAt!
            )
            : db.Command(
                """
                update ticket_audit_reads set
                    due_at = null, since = null, cursor = null, begun_at = null, read_at = greatest(read_at, $2), is_gone = $3
                where ticket_id = $1
                """,
                reading.TicketId,
                reading.BegunAt!,
                reading.IsGone
            );
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task PutOffAsync(long ticketId, bool fromTheBeginning, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Command(
            """
            update ticket_audit_reads set due_at = $2,
                cursor = case when $3 then null else cursor end, begun_at = case when $3 then null else begun_at end
            where ticket_id = $1 and due_at is not null
            """,
            ticketId,
            now,
            fromTheBeginning
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
