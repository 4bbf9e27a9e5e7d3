using System.Globalization;
using TicketPlatform.Application.Statistics;
using TicketPlatform.Infrastructure.Persistence;

namespace TicketPlatform.Infrastructure.Statistics;

/// <summary>
/// The chain of pages is looked through once: what was found is kept, so that a certificate costs the same however long the history is.
/// </summary>
internal sealed class StreamProofs(TicketPlatformDbContext db) : IStreamProofs
{
    /// <summary>What was kept, and what the pages since then add.</summary>
    public const string Select = $"""
        with {Tail}
        select stream.name, stream.run, stream.seq,
            coalesce(proof.rows, 0) + (select coalesce(sum(rows), 0) from tail where tail.run = stream.run)::bigint,
            coalesce(proof.broken_links, 0) + (select count(*) from tail where tail.run = stream.run and is_broken),
            stream.drained_since, stream.completed_at,
            coalesce(proof.requests, 0) + (select coalesce(sum(cardinality(attempts)), 0) from tail where tail.run = stream.run)::bigint,
            failed.status, failed.attempts
        from sync_streams stream
        left join stream_proofs proof on proof.run = stream.run
        left join lateral (
            select status, sum(attempts)::bigint as attempts from (
                select status, attempts from stream_failures where run = stream.run
                union all
                select status, 1 from tail, {Failed} as status where tail.run = stream.run) each
            group by status) failed on true
        where stream.name in ('tickets', 'users', 'events')
        order by stream.name, failed.status
        """;

    // Of two nodes that look through the same pages, one would count them twice.
    private const long Lock = 0x7072_6f6f_6673;

    private const string Tail = """
        tail as materialized (
            select page.run, page.stream, page.seq, page.rows, page.attempts,
                page.seq > 1 and (former.seq is null or former.cursor_out is distinct from page.cursor_in) as is_broken
            from sync_streams stream
            left join stream_proofs proof on proof.run = stream.run
            join sync_pages page on page.run = stream.run and page.seq > coalesce(proof.seq, 0)
            left join sync_pages former on former.run = page.run and former.seq = page.seq - 1
            where stream.name in ('tickets', 'users', 'events'))
        """;

    // The last attempt brought the page. A 200 among the others was cut off, or held no page.
    private const string Failed = "unnest(tail.attempts[:cardinality(tail.attempts) - 1])";

    // A missing page breaks the chain as much as one that begins elsewhere.
    private const string Broken = """
        select stream.name, stream.run, coalesce(proven.seq, 0), proven.cursor_out
        from sync_streams stream
        join stream_proofs proof on proof.run = stream.run and proof.broken_links > 0
        left join lateral (
            select seq, cursor_out from sync_pages
            where run = stream.run and seq < (
                select min(seq) from (
                    select seq, seq > 1 and (lag(seq) over pages is distinct from seq - 1
                        or lag(cursor_out) over pages is distinct from cursor_in) as is_broken
                    from sync_pages where run = stream.run window pages as (order by seq)) page
                where is_broken)
            order by seq desc limit 1) proven on true
        where stream.name in ('tickets', 'users', 'events')
        order by stream.name
        """;

    private const string Extend = $"""
        with {Tail}, proven as (
            insert into stream_proofs (run, stream, seq, rows, broken_links, requests)
            select run, stream, max(seq), sum(rows), count(*) filter (where is_broken), sum(cardinality(attempts)) from tail group by run, stream
            on conflict (run) do update set
                seq = excluded.seq, rows = stream_proofs.rows + excluded.rows,
                broken_links = stream_proofs.broken_links + excluded.broken_links, requests = stream_proofs.requests + excluded.requests
        )
        insert into stream_failures (run, status, attempts)
        select run, status, count(*) from tail, {Failed} as status group by run, status
        on conflict (run, status) do update set attempts = stream_failures.attempts + excluded.attempts
        """;

    public Task ExtendAsync(CancellationToken cancellationToken) =>
        db.InTransactionAsync(
            async token =>
            {
                await using var turn = db.Command("select pg_try_advisory_xact_lock($1)", Lock);
                if (!(bool)(await turn.ExecuteScalarAsync(token))!)
                    return 0;
                await using var command = db.Command(Extend);
                return await command.ExecuteNonQueryAsync(token);
            },
            cancellationToken
        );

    public async Task<IReadOnlyList<BrokenChain>> BrokenAsync(CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Command(Broken);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var broken = new List<BrokenChain>();
        while (await row.ReadAsync(cancellationToken))
            broken.Add(new BrokenChain(row.GetString(0), row.GetGuid(1), row.GetInt64(2), row.IsDBNull(3) ? null : row.GetString(3)));
        return broken;
    }

    public static async Task<IReadOnlyList<StreamProof>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var proofs = new List<StreamProof>();
        var failures = new Dictionary<string, long>();
        while (await row.ReadAsync(cancellationToken))
        {
            if (proofs.Count == 0 || proofs[^1].Stream != row.GetString(0))
                proofs.Add(Proof(row, failures = []));
            if (!row.IsDBNull(8))
                failures.Add(row.GetInt32(8).ToString(CultureInfo.InvariantCulture), row.GetInt64(9));
        }
        return proofs;
    }

    private static StreamProof Proof(NpgsqlDataReader row, Dictionary<string, long> failures) =>
        new(
            row.GetString(0),
            row.GetGuid(1),
            row.GetInt64(2),
            row.GetInt64(3),
            row.GetInt64(4),
            row.IsDBNull(5) ? null : row.GetFieldValue<DateTimeOffset>(5),
            row.IsDBNull(6) ? null : row.GetFieldValue<DateTimeOffset>(6),
            row.GetInt64(7),
            failures
        );
}
