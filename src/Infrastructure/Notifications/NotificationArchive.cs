using TicketPlatform.Application.Notifications;

namespace TicketPlatform.Infrastructure.Notifications;

internal sealed class NotificationArchive(NpgsqlDataSource database) : INotificationArchive, IDeliveryReceipts
{
    private const string Columns = "id, key, kind, severity, occurred_at, title, body";

    private const string WithDeliveries = """
        select id, key, kind, severity, occurred_at, title, body,
            target, state, attempts, next_attempt_at, delivered_at, last_error, receipt
        from page left join notification_deliveries on notification_id = id
        """;

    private const string OfKeys = $"""
        with page as (
            select distinct {Columns}
            from unnest($1::text[]) as prefix (text)
            join notifications on key >= prefix.text and key < prefix.text || U&'\+10FFFF' collate "C"
        )
        {WithDeliveries} order by occurred_at, id, target
        """;

    private const string Replay = """
        with replayed as (
            update notification_deliveries
            set state = 'pending', attempts = 0, next_attempt_at = $2, give_up_at = $3, fence = fence + 1
            where notification_id = $1 and state = 'dead'
            returning target
        )
        select (select count(*)::int from replayed) from notifications where id = $1
        """;

    private const string Wake = $"select pg_notify('{NotificationQueue.Channel}', '')";

    public async Task<IReadOnlyList<NotificationView>> ReadAsync(
        DeliveryState? state,
        string? kind,
        Guid? before,
        int limit,
        CancellationToken cancellationToken
    )
    {
        // The state is written out, so that the index of the dead or the waiting ones can serve.
        var ofState = state is { } wanted
            ? $"and id in (select notification_id from notification_deliveries where state = '{DeliveryStates.NameOf(wanted)}')"
            : "";
        var sql = $"""
            with page as (
                select {Columns} from notifications
                where ($1::uuid is null or id < $1) and ($2::text is null or kind = $2) {ofState}
                order by id desc limit $3
            )
            {WithDeliveries} order by id desc, target
            """;
        return await ViewsAsync(Command(sql, (object?)before ?? DBNull.Value, (object?)kind ?? DBNull.Value, limit), cancellationToken);
    }

    public Task<IReadOnlyList<NotificationView>> ReadAsync(IReadOnlyCollection<string> keyPrefixes, CancellationToken cancellationToken) =>
        ViewsAsync(Command(OfKeys, [keyPrefixes.ToArray()]), cancellationToken);

    public async Task<int?> ReplayAsync(Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = Command(Replay, id, now, now + Domain.Notifications.DeliveryLadder.Length);
        var replayed = (int?)await command.ExecuteScalarAsync(cancellationToken);
        if (replayed > 0)
        {
            await using var wake = Command(Wake);
            await wake.ExecuteNonQueryAsync(cancellationToken);
        }
        return replayed;
    }

    private NpgsqlCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        var command = database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    private static async Task<IReadOnlyList<NotificationView>> ViewsAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var views = new List<(NotificationView View, List<DeliveryReceipt> Deliveries)>();
        await using (command)
        await using (var row = await command.ExecuteReaderAsync(cancellationToken))
            while (await row.ReadAsync(cancellationToken))
            {
                if (views.Count == 0 || views[^1].View.Id != row.GetGuid(0))
                    views.Add(View(row));
                if (!row.IsDBNull(7))
                    views[^1].Deliveries.Add(Receipt(row));
            }
        return views.ConvertAll(each => each.View);
    }

    private static (NotificationView View, List<DeliveryReceipt> Deliveries) View(NpgsqlDataReader row)
    {
        var deliveries = new List<DeliveryReceipt>();
        var view = new NotificationView(
            row.GetGuid(0),
            row.GetString(1),
            row.GetString(2),
            row.GetString(3),
            row.GetFieldValue<DateTimeOffset>(4),
            row.GetString(5),
            row.GetString(6),
            deliveries
        );
        return (view, deliveries);
    }

    private static DeliveryReceipt Receipt(NpgsqlDataReader row) =>
        new(
            row.GetString(7),
            row.GetString(8),
            row.GetInt32(9),
            row.IsDBNull(10) ? null : row.GetFieldValue<DateTimeOffset>(10),
            row.IsDBNull(11) ? null : row.GetFieldValue<DateTimeOffset>(11),
            row.IsDBNull(12) ? null : row.GetString(12),
            row.IsDBNull(13) ? null : row.GetString(13)
        );
}
