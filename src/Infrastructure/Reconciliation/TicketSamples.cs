using TicketPlatform.Application.Reconciliation;
using TicketPlatform.Domain.Reconciliation;
using TicketPlatform.Infrastructure.Persistence;

namespace TicketPlatform.Infrastructure.Reconciliation;

internal sealed class TicketSamples(TicketPlatformDbContext db) : ITicketSamples
{
    private const string Add = """
        with forgotten as (delete from ticket_samples where picked_at < $3)
        insert into ticket_samples (picked_at, zendesk_id, verdict, columns)
        select $2, id, 'open', '{}' from unnest($1::bigint[]) as id
        on conflict do nothing
        """;

    private const string Open = """
        select picked_at, zendesk_id, read_at from ticket_samples
        where verdict = 'open' and (read_at is null or read_at < $1)
        order by picked_at, zendesk_id
        limit $2
        """;

    // Columns are names without commas or quotes, so a list of them is a text.
    private const string Settle = """
        update ticket_samples sample set verdict = found.verdict, columns = string_to_array(found.columns, ','), read_at = $5
        from unnest($1::timestamptz[], $2::bigint[], $3::text[], $4::text[]) as found (picked_at, zendesk_id, verdict, columns)
        where sample.picked_at = found.picked_at and sample.zendesk_id = found.zendesk_id and sample.verdict = 'open'
        """;

    public async Task<DateTimeOffset?> LastPickAsync(CancellationToken cancellationToken) =>
        await ScalarAsync("select max(picked_at) from ticket_samples", cancellationToken) is DateTime at ? new DateTimeOffset(at) : null;

    public async Task<long?> GreatestIdAsync(CancellationToken cancellationToken) =>
        await ScalarAsync("select max(zendesk_id) from tickets", cancellationToken) as long?;

    public async Task<IReadOnlyList<long>> StoredAmongAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Command(
            "select zendesk_id from tickets where zendesk_id = any ($1) and status <> 'deleted'",
            ids.ToArray()
        );
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var stored = new List<long>();
        while (await rows.ReadAsync(cancellationToken))
            stored.Add(rows.GetInt64(0));
        return stored;
    }

    public async Task AddAsync(
        IReadOnlyCollection<long> ids,
        DateTimeOffset pickedAt,
        DateTimeOffset forgotten,
        CancellationToken cancellationToken
    )
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Command(Add, ids.ToArray(), pickedAt, forgotten);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<TicketSample>> OpenAsync(DateTimeOffset readBefore, int limit, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Command(Open, readBefore, limit);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var open = new List<TicketSample>(limit);
        while (await rows.ReadAsync(cancellationToken))
            open.Add(new(Instant(rows, 0), rows.GetInt64(1), await rows.IsDBNullAsync(2, cancellationToken) ? null : Instant(rows, 2)));
        return open;
    }

    public async Task SettleAsync(
        IReadOnlyCollection<(TicketSample Sample, SampleFinding Finding)> settled,
        DateTimeOffset readAt,
        CancellationToken cancellationToken
    )
    {
        await using var command = db.Command(
            Settle,
            settled.Select(each => each.Sample.PickedAt).ToArray(),
            settled.Select(each => each.Sample.TicketId).ToArray(),
            settled.Select(each => each.Finding.Verdict.ToString().ToLowerInvariant()).ToArray(),
            settled.Select(each => string.Join(',', each.Finding.Columns)).ToArray(),
            readAt
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task DistrustAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
    {
        await using var command = db.Command(
            "update tickets set version = 0, fence = fence + 1 where zendesk_id = any ($1)",
            ids.ToArray()
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<object?> ScalarAsync(string sql, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Command(sql);
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    private static DateTimeOffset Instant(NpgsqlDataReader row, int column) => row.GetFieldValue<DateTimeOffset>(column);
}
