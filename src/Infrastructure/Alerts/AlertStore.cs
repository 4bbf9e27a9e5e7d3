using TicketPlatform.Application.Alerts;
using TicketPlatform.Domain.Alerts;
using TicketPlatform.Domain.Notifications;
using TicketPlatform.Infrastructure.Notifications;
using TicketPlatform.Infrastructure.Persistence;
using TicketPlatform.Infrastructure.Tickets;
using TicketPlatform.Infrastructure.Users;

namespace TicketPlatform.Infrastructure.Alerts;

internal sealed class AlertStore(TicketPlatformDbContext db, NotificationQueue queue) : IAlertStore
{
    private const int MostEvidence = 100;

    // The matching updates users in no particular order; whoever waits for users here does so after it, or before it.
    private const string LockMatching = "select pg_advisory_xact_lock_shared($1)";

    // A lock on the user's row and not an advisory one, of which there is room for some thousands only. New tickets refer to the row
    // and do not wait for it.
    private const string LockUsers = "select from users where id = any ($1) order by id for no key update";

    private const string LockOpen = "select from alerts where user_id = any ($1) and closed_at is null order by user_id for update";

    // A statement of its own sees what was committed until the locks were given. Of users it asks one by one: a join with them would
    // read the whole table for the few hundred that a page touches.
    private const string Cases = $"""
        select touched.id, (select email from users where id = touched.id), open.count, allowed.most,
            array(
                select newest.zendesk_id
                from (
                    select zendesk_id from tickets where user_id = touched.id and {UserTicketColumns.Open}
                    order by zendesk_id desc limit $3) newest
                order by newest.zendesk_id),
            {AlertRow.Columns}
        from unnest($1::uuid[], $4::bool[]) touched (id, may_exceed)
        left join alerts alert on alert.user_id = touched.id and alert.closed_at is null
        cross join lateral (
            select count(*)::int as count from tickets
            where user_id = touched.id and {UserTicketColumns.Open} and (touched.may_exceed or alert.id is not null)) open
        cross join lateral (
            select coalesce((select alert_limit from users where id = touched.id and alert_limit is not null), $2) as most) allowed
        where alert.id is not null or (touched.may_exceed and open.count > allowed.most)
        order by touched.id
        """;

    public async Task<IReadOnlyList<AlertCase>> LockAsync(
        IReadOnlyCollection<TouchedUser> touched,
        int commonLimit,
        CancellationToken cancellationToken
    )
    {
        var ids = touched.Select(user => user.Id).ToArray();
        var mayExceed = touched.Select(user => user.MayExceed).ToArray();
        await using var batch = db.Batch();
        batch.Add(LockMatching, RequesterLinks.Lock);
        batch.Add(LockUsers, ids);
        batch.Add(LockOpen, ids);
        batch.Add(Cases, ids, commonLimit, MostEvidence, mayExceed);
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        for (var locks = 0; locks < 3; locks++)
            await row.NextResultAsync(cancellationToken);
        var cases = new List<AlertCase>();
        while (await row.ReadAsync(cancellationToken))
            cases.Add(
                new AlertCase(
                    new OpenTickets(row.GetGuid(0), row.GetInt32(2), row.GetInt32(3), row.GetFieldValue<long[]>(4)),
                    row.IsDBNull(1) ? null : row.GetString(1),
                    row.IsDBNull(5) ? null : AlertRow.Read(row, 5)
                )
            );
        return cases;
    }

    public async Task SaveAsync(
        IReadOnlyCollection<AlertEpisode> episodes,
        IReadOnlyCollection<Notification> messages,
        CancellationToken cancellationToken
    )
    {
        await using var batch = db.Batch();
        AlertRow.AddUpsert(batch, episodes);
        AlertRow.AddEvents(batch, episodes);
        queue.AddTo(batch, messages);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<Guid?> UserOfAsync(Guid alertId, CancellationToken cancellationToken)
    {
        await using var command = db.Command("select user_id from alerts where id = $1", alertId);
        return (Guid?)await command.ExecuteScalarAsync(cancellationToken);
    }

    public async Task<AlertState?> LockAsync(Guid alertId, CancellationToken cancellationToken)
    {
        await using var command = db.Command($"select {AlertRow.Columns} from alerts alert where id = $1 for update", alertId);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? AlertRow.Read(row, 0) : null;
    }

    public async Task<IReadOnlyList<Guid>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Command("select user_id from alerts where due_at <= $1 order by due_at limit $2", now, limit);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var users = new List<Guid>();
        while (await row.ReadAsync(cancellationToken))
            users.Add(row.GetGuid(0));
        return users;
    }

    public async Task EraseNotesAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var command = db.Command(
            """
            with bare as (
                update alerts set note = null where user_id = $1 returning id
            )
            update alert_events set note = null from bare where alert_id = bare.id and note is not null
            """,
            userId
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
