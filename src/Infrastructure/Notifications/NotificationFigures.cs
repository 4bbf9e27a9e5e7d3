using TicketPlatform.Application.Notifications;

namespace TicketPlatform.Infrastructure.Notifications;

internal sealed class NotificationFigures(NpgsqlDataSource database) : INotificationFigures
{
    /// <summary>What waits and what is dead of each of the targets, and of those that are named no longer.</summary>
    public const string Counts = """
        select target, sum(pending), sum(dead)
        from (
            select unnest($1::text[]) as target, 0 as pending, 0 as dead
            union all
            select target, 1, 0 from notification_deliveries where state = 'pending'
            union all
            select target, 0, 1 from notification_deliveries where state = 'dead') unsettled
        group by target order by target
        """;

    // Two scans of indexes that hold only what is not delivered.
    private const string Sql = """
        with unsettled as (
            select target, notification_id, 1 as pending, 0 as dead from notification_deliveries where state = 'pending'
            union all
            select target, null, 0, 1 from notification_deliveries where state = 'dead'
        )
        select target, sum(pending), min(created_at), sum(dead)
        from unsettled left join notifications on id = notification_id
        group by target order by target
        """;

    public async Task<IReadOnlyList<TargetFigures>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Sql);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var figures = new List<TargetFigures>();
        while (await row.ReadAsync(cancellationToken))
            figures.Add(
                new TargetFigures(
                    row.GetString(0),
                    row.GetInt64(1),
                    row.IsDBNull(2) ? null : row.GetFieldValue<DateTimeOffset>(2),
                    row.GetInt64(3)
                )
            );
        return figures;
    }
}
