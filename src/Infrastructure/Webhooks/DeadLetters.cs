using TicketPlatform.Application.Webhooks;

namespace TicketPlatform.Infrastructure.Webhooks;

internal sealed class DeadLetters(NpgsqlDataSource database) : IDeadLetters
{
    private const string Replayed = "outcome = null, due_at = $1, attempts = 0";

    public async Task<IReadOnlyList<StoredDeadLetter>> ReadAsync(long? before, int limit, CancellationToken cancellationToken)
    {
        await using var command = Command(
            """
            select seq, event_id, type, subject_id, invocation_id, received_at, attempts, error
            from webhook_inbox
            where outcome = 'dead' and seq < $1
            order by seq desc
            limit $2
            """,
            before ?? long.MaxValue,
            limit
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var letters = new List<StoredDeadLetter>();
        while (await row.ReadAsync(cancellationToken))
            letters.Add(new StoredDeadLetter(row.GetInt64(0), Letter(row)));
        return letters;
    }

    public async Task<ReplayOutcome> ReplayAsync(string eventId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = Command(
            $"""
            with replayed as (
                update webhook_inbox set {Replayed} where event_id = $2 and outcome = 'dead' and body <> '' returning event_id)
            select outcome = 'dead', exists (select from replayed) from webhook_inbox where event_id = $2
            """,
            now,
            eventId
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken))
            return ReplayOutcome.NotFound;
        if (row.GetBoolean(1))
            return ReplayOutcome.Replayed;
        // The statement sees the row as it was before its own update.
        return row.IsDBNull(0) || !row.GetBoolean(0) ? ReplayOutcome.NotDead : ReplayOutcome.Erased;
    }

    public async Task<int> ReplayAllAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        await using var command = Command(
            $"""
            update webhook_inbox set {Replayed}
            where event_id in (select event_id from webhook_inbox where outcome = 'dead' and body <> '' order by seq limit $2)
            """,
            now,
            limit
        );
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private NpgsqlCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        var command = database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    private static DeadLetter Letter(NpgsqlDataReader row) =>
        new(
            row.GetString(1),
            row.GetString(2),
            row.IsDBNull(3) ? null : row.GetInt64(3),
            row.IsDBNull(4) ? null : row.GetString(4),
            row.GetFieldValue<DateTimeOffset>(5),
            row.GetInt32(6),
            row.IsDBNull(7) ? null : row.GetString(7)
        );
}
