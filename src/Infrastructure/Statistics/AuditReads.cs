using TicketPlatform.Application.Statistics;
using TicketPlatform.Domain.Statistics;
using TicketPlatform.Infrastructure.Persistence;

namespace TicketPlatform.Infrastructure.Statistics;

internal sealed class AuditReads(TicketPlatformDbContext db) : IAuditReads
{
    private const string Merge = """
        on conflict (ticket_id) do update set
            due_at = coalesce(ticket_audit_reads.due_at, excluded.due_at),
            since = least(ticket_audit_reads.since, excluded.since),
            until_at = greatest(ticket_audit_reads.until_at, excluded.until_at),
            reason = excluded.reason
        """;

    // In step with the margin of the gate: events of that age are visible to a walk that begins now. What is asked for stays until its event
    // has come or the history was read, and hours wait for it: asked again, it changes nothing.
    private const string Untold = $"""
        with due as (
            select ticket_id, updated_at, {UntoldUpdates.AreSettled} as is_settled
            from untold_updates untold
            where updated_at < (select drained_since from sync_streams where name = 'events') - interval '90 seconds'
                and ({UntoldUpdates.AreWaitedFor} or {UntoldUpdates.AreSettled})
            order by updated_at limit $2 for update of untold skip locked
        ), settled as (
            delete from untold_updates where (ticket_id, updated_at) in (select ticket_id, updated_at from due where is_settled)
        )
        insert into ticket_audit_reads (ticket_id, reason, due_at)
        select distinct ticket_id, {UntoldUpdates.Reason}, $1::timestamptz from due untold where not is_settled order by ticket_id
        on conflict (ticket_id) do update set due_at = excluded.due_at, reason = excluded.reason where ticket_audit_reads.due_at is null
        """;

    public async Task RequestAsync(IReadOnlyCollection<MissingFacts> missing, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (missing.Count == 0)
            return;
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Command(
            $"""
            insert into ticket_audit_reads (ticket_id, since, until_at, reason, due_at)
            select ticket_id, since, until_at, reason, $5
            from unnest($1::bigint[], $2::timestamptz[], $3::timestamptz[], $4::text[]) as wanted (ticket_id, since, until_at, reason)
            order by ticket_id
            {Merge}
            """,
            missing.Select(facts => facts.TicketId).ToArray(),
            missing.Select(facts => facts.Since).ToArray(),
            missing.Select(facts => facts.Until).ToArray(),
            missing.Select(facts => facts.Reason).ToArray(),
            now
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task RequestUntoldAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Command(Untold, now, limit);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<DateTimeOffset?> DoubtAsync(
        IReadOnlyCollection<(long TicketId, MissingFacts? Missing)> gone,
        CancellationToken cancellationToken
    )
    {
        if (gone.Count == 0)
            return null;
        await using var command = db.Command(
            """
            with doubt as (
                select * from unnest($1::bigint[], $2::timestamptz[], $3::timestamptz[]) as doubt (ticket_id, since, until_at)
            ), former as (
                select audits.ticket_id, audits.since
                from ticket_audit_reads audits join doubt using (ticket_id)
                where is_gone and due_at is null and (audits.since, audits.until_at) is distinct from (doubt.since, doubt.until_at)
                order by ticket_id for update of audits
            ), changed as (
                update ticket_audit_reads audits set since = doubt.since, until_at = doubt.until_at
                from former join doubt using (ticket_id) where audits.ticket_id = former.ticket_id
            )
            select min(least(former.since, doubt.since)) from former join doubt using (ticket_id)
            """,
            gone.Select(ticket => ticket.TicketId).ToArray(),
            gone.Select(ticket => ticket.Missing?.Since).ToArray(),
            gone.Select(ticket => ticket.Missing?.Until).ToArray()
        );
        return await command.ExecuteScalarAsync(cancellationToken) as DateTime?;
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
                $"""
                with former as (
                    select ticket_id, since, is_gone from ticket_audit_reads where ticket_id = $1 for update
                ), read as (
                    update ticket_audit_reads audits set
                        -- A ticket that was restored while Zendesk said so is asked for again.
                        due_at = case when $3 then (
                            select $2 from tickets where zendesk_id = $1 and deleted_at is null and updated_at >= $2) end,
                        cursor = null, begun_at = null, is_gone = $3,
                        read_at = case when $3 then read_at else greatest(read_at, $2) end,
                        since = case when $3 then audits.since end, until_at = case when $3 then until_at end
                    from former where audits.ticket_id = former.ticket_id
                )
                -- What is published since may lack something that nobody can find any more, or says so and does not any more.
                insert into statistics_changes (ticket_id, since)
                select ticket_id, coalesce(
                    least(since, (select min(updated_at) from untold_updates untold where ticket_id = $1 and not {UntoldUpdates.AreSettled})), $2)
                from former where is_gone or $3
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
