using TicketPlatform.Application.Operations;

namespace TicketPlatform.Infrastructure.Operations;

/// <summary>
/// Reads figures of the inbox from indexes that hold only what they ask for. What may be much is counted up to a limit, so that a flood
/// of events does not make the status slow when it is needed most.
/// </summary>
internal sealed class InboxFigures(NpgsqlDataSource database, TimeProvider time) : IInboxFigures
{
    private static readonly TimeSpan LastHour = TimeSpan.FromHours(1);

    private const string Sql = """
        select (select count(*) from (select from webhook_inbox where due_at is not null limit 100000) waiting),
            (select min(received_at) from webhook_inbox where due_at is not null),
            (select count(*) from webhook_inbox where outcome = 'dead'),
            (select coalesce(sum(duplicates), 0)::bigint from webhook_inbox where duplicates > 0 and received_at > $1),
            (select count(*) from (select from webhook_inbox where outcome = 'applied' and applied_at > $1 limit 100000) applied),
            took.p50, took.p99, took.count
        from (
            select percentile_cont(0.5) within group (order by milliseconds) as p50,
                percentile_cont(0.99) within group (order by milliseconds) as p99, count(*) as count
            from (
                select extract(epoch from applied_at - received_at)::double precision * 1000 as milliseconds
                from webhook_inbox where outcome = 'applied' and applied_at > $1
                order by applied_at desc
                limit 10000) newest) took
        """;

    public async Task<InboxStatus> ReadAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var command = database.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter { Value = now - LastHour });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return new InboxStatus(
            row.GetInt64(0),
            row.IsDBNull(1) ? null : Math.Round((now - row.GetFieldValue<DateTimeOffset>(1)).TotalSeconds, 1),
            row.GetInt64(2),
            row.GetInt64(3),
            row.GetInt64(4),
            new DurationStatus(Milliseconds(row, 5), Milliseconds(row, 6), row.GetInt64(7))
        );
    }

    private static double? Milliseconds(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : Math.Round(row.GetDouble(column), 1);
}
