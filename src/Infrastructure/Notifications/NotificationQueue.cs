using TicketPlatform.Application.Notifications;
using TicketPlatform.Domain.Notifications;
using TicketPlatform.Infrastructure.Persistence;

namespace TicketPlatform.Infrastructure.Notifications;

internal sealed class NotificationQueue(TicketPlatformDbContext db, NotificationRouting routing, TimeProvider time) : INotificationQueue
{
    /// <summary>The channel on which the workers are woken.</summary>
    public const string Channel = "notifications";

    // Sorted, so that two transactions that tell the same things wait for each other in one order.
    private const string Insert = """
        with told as (
            insert into notifications (id, key, kind, severity, occurred_at, created_at, title, body, data)
            select id, key, kind, severity, occurred_at, $9, title, body, data::jsonb
            from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::text[], $7::text[], $8::text[])
                as new (id, key, kind, severity, occurred_at, title, body, data)
            order by key collate "C"
            on conflict (key) do nothing
            returning id
        )
        insert into notification_deliveries (notification_id, target, next_attempt_at, give_up_at)
        select told.id, route.target, $9, $10
        from told join unnest($11::uuid[], $12::text[]) as route (id, target) using (id)
        """;

    private const string Wake = $"select pg_notify('{Channel}', '')";

    public async Task AddAsync(IReadOnlyCollection<Notification> notifications, CancellationToken cancellationToken)
    {
        if (notifications.Count == 0)
            return;
        await db.InTransactionAsync(
            async token =>
            {
                await using var batch = db.Batch();
                AddTo(batch, notifications);
                return await batch.ExecuteNonQueryAsync(token);
            },
            cancellationToken
        );
    }

    /// <summary>Adds them to the statements of the change that they tell of; nothing at all for none.</summary>
    public void AddTo(NpgsqlBatch batch, IReadOnlyCollection<Notification> notifications)
    {
        if (notifications.Count == 0)
            return;
        var now = time.GetUtcNow();
        var added = notifications.Select(notification => (Id: Guid.CreateVersion7(now), Notification: notification)).ToList();
        var routes = added.SelectMany(each => routing.TargetsOf(each.Notification).Select(target => (each.Id, Target: target))).ToList();
        batch.Add(
            Insert,
            added.ConvertAll(each => each.Id),
            added.ConvertAll(each => each.Notification.Key),
            added.ConvertAll(each => each.Notification.Kind),
            added.ConvertAll(each => SeverityName.Of(each.Notification.Severity)),
            added.ConvertAll(each => each.Notification.OccurredAt.ToUniversalTime()),
            added.ConvertAll(each => Storable(each.Notification.Title)),
            added.ConvertAll(each => Storable(each.Notification.Body)),
            added.ConvertAll(each => each.Notification.DataJson),
            now,
            now + DeliveryLadder.Length,
            routes.ConvertAll(each => each.Id),
            routes.ConvertAll(each => each.Target)
        );
        batch.Add(Wake);
    }

    // PostgreSQL keeps every character but this one.
    private static string Storable(string text) => text.Replace("\0", "", StringComparison.Ordinal);
}
