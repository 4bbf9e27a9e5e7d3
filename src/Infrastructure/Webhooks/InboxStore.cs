using TicketPlatform.Application.Webhooks;
using TicketPlatform.Infrastructure.Persistence;

namespace TicketPlatform.Infrastructure.Webhooks;

internal sealed class InboxStore(TicketPlatformDbContext db) : IInboxStore
{
    private const int LongestError = 500;

    private const string Columns = "select event_id, type, subject_id, body, received_at, attempts from webhook_inbox";

    public Task<IReadOnlyList<InboxMessage>> LockDueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        ReadAsync(
            db.Command($"{Columns} where due_at <= $1 order by due_at, seq limit $2 for update skip locked", now, limit),
            cancellationToken
        );

    public async Task<InboxMessage?> LockAsync(string eventId, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(
            db.Command($"{Columns} where event_id = $1 and due_at is not null for update skip locked", eventId),
            cancellationToken
        );
        return found.SingleOrDefault();
    }

    // The body is not needed any more, and it holds what people wrote.
    public Task SettleAsync(IReadOnlyCollection<string> eventIds, bool applied, DateTimeOffset at, CancellationToken cancellationToken) =>
        ExecuteAsync(
            db.Command(
                """
                update webhook_inbox
                set outcome = $2, applied_at = $3, due_at = null, body = '', error = null
                where event_id = any ($1)
                """,
                eventIds.ToArray(),
                applied ? InboxOutcome.Applied : InboxOutcome.Ignored,
                at
            ),
            cancellationToken
        );

    public Task PostponeAsync(IReadOnlyCollection<string> eventIds, DateTimeOffset until, CancellationToken cancellationToken) =>
        ExecuteAsync(
            db.Command("update webhook_inbox set due_at = $2 where event_id = any ($1)", eventIds.ToArray(), until),
            cancellationToken
        );

    public Task FailAsync(string eventId, string error, DateTimeOffset? retryAt, CancellationToken cancellationToken) =>
        ExecuteAsync(
            db.Command(
                // One that another worker has settled meanwhile stays so: its body is gone.
                """
                update webhook_inbox set attempts = attempts + 1, error = $2, due_at = $3, outcome = $4
                where event_id = $1 and due_at is not null
                """,
                eventId,
                error.Cut(LongestError),
                (object?)retryAt ?? DBNull.Value,
                retryAt is null ? InboxOutcome.Dead : DBNull.Value
            ),
            cancellationToken
        );

    public Task HeardAsync(DateTimeOffset newest, int applied, DateTimeOffset now, CancellationToken cancellationToken) =>
        ExecuteAsync(
            db.Command(
                """
                update sync_streams
                set state = 'Live', newest_version = greatest(newest_version, $1), rows = rows + $2, last_succeeded_at = $3
                where name = 'webhooks'
                """,
                newest.ToUnixTimeSeconds(),
                (long)applied,
                now
            ),
            cancellationToken
        );

    private static async Task ExecuteAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using (command)
            await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<InboxMessage>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using (command)
        await using (var row = await command.ExecuteReaderAsync(cancellationToken))
        {
            var messages = new List<InboxMessage>();
            while (await row.ReadAsync(cancellationToken))
                messages.Add(
                    new InboxMessage(
                        row.GetString(0),
                        row.GetString(1),
                        row.IsDBNull(2) ? null : row.GetInt64(2),
                        row.GetFieldValue<byte[]>(3),
                        row.GetFieldValue<DateTimeOffset>(4),
                        row.GetInt32(5)
                    )
                );
            return messages;
        }
    }
}
