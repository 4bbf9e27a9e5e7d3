using TicketPlatform.Application.Notifications;
using TicketPlatform.Domain.Notifications;
using TicketPlatform.Infrastructure.Persistence;

namespace TicketPlatform.Infrastructure.Notifications;

internal sealed class NotificationDeliveries(NpgsqlDataSource database) : INotificationDeliveries
{
    private const int LongestAnswer = 500;

    private const string Claim = """
        with due as (
            select notification_id from notification_deliveries
            where target = $1 and state = 'pending' and next_attempt_at <= $2
            order by next_attempt_at limit $4 for update skip locked
        ), claimed as (
            update notification_deliveries delivery set next_attempt_at = $3, attempts = attempts + 1, fence = fence + 1
            from due where delivery.notification_id = due.notification_id and delivery.target = $1
            returning delivery.notification_id, delivery.attempts, delivery.give_up_at, delivery.fence
        )
        select id, key, kind, severity, occurred_at, title, body, data::text, attempts, give_up_at, fence
        from claimed join notifications on id = notification_id
        """;

    private const string Delivered = """
        update notification_deliveries
        set state = 'delivered', delivered_at = $3, receipt = $4, next_attempt_at = null, last_error = null
        where notification_id = $1 and target = $2 and state <> 'delivered'
        """;

    private const string Failed = """
        update notification_deliveries
        set state = case when $4::timestamptz is null then 'dead' else 'pending' end, next_attempt_at = $4, last_error = $5
        where notification_id = $1 and target = $2 and fence = $3 and state = 'pending'
        """;

    private const string GiveUp = """
        update notification_deliveries
        set state = 'dead', next_attempt_at = null, last_error = coalesce(last_error || ' ', '') || 'The settings name no such target any more.'
        where state = 'pending' and give_up_at <= $2 and target <> all ($1)
        """;

    public async Task<IReadOnlyList<ClaimedDelivery>> ClaimAsync(
        string target,
        DateTimeOffset now,
        DateTimeOffset leasedUntil,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await using var command = Command(Claim, target, now, leasedUntil, limit);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var claimed = new List<ClaimedDelivery>();
        while (await row.ReadAsync(cancellationToken))
            claimed.Add(new ClaimedDelivery(target, Message(row), row.GetInt32(8), row.GetFieldValue<DateTimeOffset>(9), row.GetInt64(10)));
        return claimed;
    }

    public Task DeliveredAsync(ClaimedDelivery delivery, string receipt, DateTimeOffset at, CancellationToken cancellationToken) =>
        ExecuteAsync(Command(Delivered, delivery.Message.Id, delivery.Target, at, Short(receipt)), cancellationToken);

    public Task FailedAsync(ClaimedDelivery delivery, string error, DateTimeOffset? retryAt, CancellationToken cancellationToken) =>
        ExecuteAsync(
            Command(Failed, delivery.Message.Id, delivery.Target, delivery.Fence, (object?)retryAt ?? DBNull.Value, Short(error)),
            cancellationToken
        );

    public Task<int> GiveUpAsync(IReadOnlyCollection<string> targets, DateTimeOffset now, CancellationToken cancellationToken) =>
        ExecuteAsync(Command(GiveUp, targets.ToArray(), now), cancellationToken);

    private NpgsqlCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        var command = database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    private static async Task<int> ExecuteAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using (command)
            return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static OutgoingMessage Message(NpgsqlDataReader row) =>
        new(
            row.GetGuid(0),
            new Notification(
                row.GetString(1),
                row.GetString(2),
                Enum.Parse<NotificationSeverity>(row.GetString(3), ignoreCase: true),
                row.GetFieldValue<DateTimeOffset>(4),
                row.GetString(5),
                row.GetString(6),
                row.GetString(7)
            )
        );

    private static string Short(string text) => text.Replace("\0", "", StringComparison.Ordinal).Cut(LongestAnswer);
}
