using TicketPlatform.Application.Alerts;
using TicketPlatform.Infrastructure.Persistence;
using TicketPlatform.Infrastructure.Tickets;

namespace TicketPlatform.Infrastructure.Alerts;

internal sealed class AlertProofs(TicketPlatformDbContext db) : IAlertProofs
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private const string Begin = """
        with forgotten as (
            delete from alert_proofs where begun_at < $2
        ), begun as (
            insert into alert_proofs (begun_at, position, users, repaired)
            select $1, '00000000-0000-0000-0000-000000000000', 0, 0
            where not exists (select from alert_proofs where finished_at is null and begun_at >= $2)
            on conflict do nothing
        )
        select begun_at, position, users, repaired from alert_proofs where finished_at is null and begun_at >= $2
        union all select $1, '00000000-0000-0000-0000-000000000000', 0, 0
        order by begun_at limit 1
        """;

    // The index of open tickets gives the users in order, so that a step reads its own users only.
    private const string Walk = $"""
        with page as (
            select user_id, count(*)::int as count
            from tickets where user_id > $1 and {UserTicketColumns.Open}
            group by user_id order by user_id limit $2
        )
        select count(*)::int, (array_agg(user_id order by user_id desc))[1], array(
            select page.user_id
            from page join users owner on owner.id = page.user_id
            where page.count > coalesce(owner.alert_limit, $3)
                and not exists (select from alerts where alerts.user_id = page.user_id and closed_at is null)
            order by page.user_id)
        from page
        """;

    private const string Misfits = $"""
        select alert.user_id
        from alerts alert
        left join users owner on owner.id = alert.user_id
        cross join lateral (
            select count(*)::int as count from tickets where user_id = alert.user_id and {UserTicketColumns.Open}) open
        where alert.closed_at is null
            and (owner.id is null or open.count <> alert.open_tickets
                or coalesce(owner.alert_limit, $1) <> alert.alert_limit
                or (open.count > coalesce(owner.alert_limit, $1)) <> (alert.below_since is null)
                or alert.due_at < $2)
        order by alert.user_id limit $3
        """;

    private const string Keep = """
        update alert_proofs set position = $2, users = $3, repaired = $4, finished_at = $5 where begun_at = $1 and finished_at is null
        """;

    public async Task<AlertProof> OpenAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Command(Begin, now, now - Kept);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return new AlertProof(row.GetFieldValue<DateTimeOffset>(0), row.GetGuid(1), row.GetInt64(2), row.GetInt64(3), null);
    }

    public async Task<AlertProofStep> WalkAsync(Guid after, int users, int commonLimit, CancellationToken cancellationToken)
    {
        await using var command = db.Command(Walk, after, users, commonLimit);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return new AlertProofStep(row.GetInt32(0), row.IsDBNull(1) ? after : row.GetGuid(1), row.GetFieldValue<Guid[]>(2));
    }

    public async Task<IReadOnlyList<Guid>> MisfitsAsync(
        int commonLimit,
        DateTimeOffset dueBefore,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await using var command = db.Command(Misfits, commonLimit, dueBefore, limit);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var users = new List<Guid>();
        while (await row.ReadAsync(cancellationToken))
            users.Add(row.GetGuid(0));
        return users;
    }

    public async Task KeepAsync(AlertProof proof, CancellationToken cancellationToken)
    {
        await using var command = db.Command(Keep, proof.BegunAt, proof.Position, proof.Users, proof.Repaired);
        command.Parameters.Add(
            new NpgsqlParameter { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz, Value = (object?)proof.FinishedAt ?? DBNull.Value }
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
