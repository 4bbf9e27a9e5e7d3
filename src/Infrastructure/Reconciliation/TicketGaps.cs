using TicketPlatform.Application.Reconciliation;
using TicketPlatform.Domain.Reconciliation;
using TicketPlatform.Infrastructure.Persistence;

namespace TicketPlatform.Infrastructure.Reconciliation;

internal sealed class TicketGaps(TicketPlatformDbContext db) : ITicketGaps
{
    /// <summary>Tickets that one stretch walks past.</summary>
    public const int StretchOfTickets = 20_000;

    /// <summary>Missing ids that one stretch notes.</summary>
    public const int MostNoted = 10_000;

    /// <summary>
    /// The walk reads the primary key alone. A gap is spelt out id by id no further than the limit; the next stretch goes on inside it. An id
    /// that was recovered once and is missing again is a new gap; one that Zendesk does not have stays explained.
    /// </summary>
    public const string Note = """
        with stored as materialized (
            select zendesk_id from tickets where zendesk_id > $1 order by zendesk_id limit $2
        ), steps as (
            select zendesk_id, lag(zendesk_id, 1, $1) over (order by zendesk_id) as before from stored
        ), missing as materialized (
            select generate_series(before + 1, zendesk_id - 1) as id
            from (select before, zendesk_id from steps where zendesk_id - before > 1 order by zendesk_id) gap
            limit $3
        ), noted as (
            insert into ticket_gaps (zendesk_id, disposition, noted_at)
            select id, 'unexplained', $4 from missing
            on conflict (zendesk_id) do update set disposition = excluded.disposition, noted_at = excluded.noted_at, asked_at = null
            where ticket_gaps.disposition = 'recovered'
        )
        select coalesce((select max(zendesk_id) from stored), $1), (select count(*) from stored),
            (select max(id) from missing), (select count(*) from missing)
        """;

    private const string ForgetWhatCame = """
        delete from ticket_gaps gap using tickets
        where tickets.zendesk_id = gap.zendesk_id and gap.disposition <> 'recovered' and gap.zendesk_id > $1 and gap.zendesk_id <= $2
        """;

    private const string Count = """
        select count(*), count(user_id), count(*) filter (where status = 'deleted'),
            count(*) filter (where status = 'deleted' and subject = 'SCRUBBED'), count(*) filter (where is_merged_away)
        from tickets where zendesk_id > $1 and zendesk_id <= $2
        """;

    private const string Due = """
        with due as materialized (
            select zendesk_id from ticket_gaps
            where disposition = 'unexplained' and noted_at < $1
            order by zendesk_id
            limit $2
        ), brought as (
            delete from ticket_gaps gap using due
            where gap.zendesk_id = due.zendesk_id and exists (select from tickets where zendesk_id = due.zendesk_id)
            returning gap.zendesk_id
        )
        select due.zendesk_id, brought.zendesk_id is not null from due left join brought on brought.zendesk_id = due.zendesk_id
        """;

    public async Task<AuditedStretch> NoteAsync(long after, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (end, isLast) = await NoteMissingAsync(after, now, cancellationToken);
        await using (var forget = db.Command(ForgetWhatCame, after, end))
            await forget.ExecuteNonQueryAsync(cancellationToken);

        await using var count = db.Command(Count, after, end);
        await using var row = await count.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return new AuditedStretch(end, isLast, row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4));
    }

    public async Task<long> CountUnexplainedAsync(long most, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Command(
            "select count(*) from (select from ticket_gaps where disposition = 'unexplained' limit $1) waiting",
            most
        );
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public async Task<long> CountAbsentAsync(CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Command("select count(*) from ticket_gaps where disposition = 'absent'");
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public async Task<DueGaps> DueAsync(DateTimeOffset notedBefore, int limit, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Command(Due, notedBefore, limit);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var (ids, brought) = (new List<long>(limit), 0);
        while (await rows.ReadAsync(cancellationToken))
        {
            if (rows.GetBoolean(1))
                brought++;
            else
                ids.Add(rows.GetInt64(0));
        }
        return new DueGaps(ids, brought);
    }

    public async Task ExplainAsync(
        IReadOnlyCollection<long> recovered,
        IReadOnlyCollection<long> absent,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await using var command = db.Command(
            """
            update ticket_gaps set disposition = case when zendesk_id = any ($1) then 'recovered' else 'absent' end, asked_at = $3
            where zendesk_id = any ($1 || $2)
            """,
            recovered.ToArray(),
            absent.ToArray(),
            now
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<(long End, bool IsLast)> NoteMissingAsync(long after, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Command(Note, after, StretchOfTickets, MostNoted, now);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return row.GetInt64(3) == MostNoted ? (row.GetInt64(2), false) : (row.GetInt64(0), row.GetInt64(1) < StretchOfTickets);
    }
}
