using NpgsqlTypes;
using TicketPlatform.Domain.Alerts;

namespace TicketPlatform.Infrastructure.Alerts;

/// <summary>How an episode is stored and read back.</summary>
internal static class AlertRow
{
    public const string Columns = """
        alert.id, alert.user_id, alert.opened_at, alert.closed_at, alert.cause, alert.caused_by, alert.alert_limit, alert.open_tickets,
            alert.peak, alert.evidence, alert.below_since, alert.acknowledged_by, alert.acknowledged_at, alert.note, alert.snoozed_until,
            alert.remind_at, alert.reminders, alert.escalated_at, alert.due_at
        """;

    /// <summary>How many columns there are.</summary>
    public const int Width = 19;

    private const string Upsert = """
        insert into alerts (id, user_id, opened_at, closed_at, cause, caused_by, alert_limit, open_tickets, peak, evidence, below_since,
            acknowledged_by, acknowledged_at, note, snoozed_until, remind_at, reminders, escalated_at, due_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
        on conflict (id) do update set closed_at = excluded.closed_at, alert_limit = excluded.alert_limit,
            open_tickets = excluded.open_tickets, peak = excluded.peak, evidence = excluded.evidence,
            below_since = excluded.below_since, acknowledged_by = excluded.acknowledged_by,
            acknowledged_at = excluded.acknowledged_at, note = excluded.note, snoozed_until = excluded.snoozed_until,
            remind_at = excluded.remind_at, reminders = excluded.reminders, escalated_at = excluded.escalated_at, due_at = excluded.due_at
        """;

    private const string Append = """
        insert into alert_events (alert_id, kind, at, open_tickets, by, note, until, tickets)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        """;

    public static NpgsqlBatchCommand UpsertOf(AlertState alert) =>
        Command(
            Upsert,
            alert.Id,
            alert.UserId,
            alert.OpenedAt,
            Instant(alert.ClosedAt),
            Name(alert.Cause),
            alert.CausedBy.ToArray(),
            alert.Limit,
            alert.OpenTickets,
            alert.Peak,
            alert.Evidence.ToArray(),
            Instant(alert.BelowSince),
            Text(alert.Acknowledged?.By),
            Instant(alert.Acknowledged?.At),
            Text(alert.Acknowledged?.Note),
            Instant(alert.SnoozedUntil),
            Instant(alert.RemindAt),
            alert.Reminders,
            Instant(alert.EscalatedAt),
            Instant(alert.DueAt)
        );

    public static NpgsqlBatchCommand AppendOf(Guid alert, AlertEvent happened) =>
        Command(
            Append,
            alert,
            Name(happened.Kind),
            happened.At,
            happened.OpenTickets,
            Text(happened.By),
            Text(happened.Note),
            Instant(happened.Until),
            happened.Tickets.ToArray()
        );

    /// <summary>Reads the episode whose columns begin at <paramref name="first"/>.</summary>
    public static AlertState Read(NpgsqlDataReader row, int first) =>
        new(
            row.GetGuid(first),
            row.GetGuid(first + 1),
            row.GetFieldValue<DateTimeOffset>(first + 2),
            Enum.Parse<AlertCause>(row.GetString(first + 4), ignoreCase: true),
            row.GetFieldValue<long[]>(first + 5)
        )
        {
            ClosedAt = Instant(row, first + 3),
            Limit = row.GetInt32(first + 6),
            OpenTickets = row.GetInt32(first + 7),
            Peak = row.GetInt32(first + 8),
            Evidence = row.GetFieldValue<long[]>(first + 9),
            BelowSince = Instant(row, first + 10),
            Acknowledged = row.IsDBNull(first + 11)
                ? null
                : new Acknowledgement(row.GetString(first + 11), row.GetFieldValue<DateTimeOffset>(first + 12), Text(row, first + 13)),
            SnoozedUntil = Instant(row, first + 14),
            RemindAt = Instant(row, first + 15),
            Reminders = row.GetInt32(first + 16),
            EscalatedAt = Instant(row, first + 17),
            DueAt = Instant(row, first + 18),
        };

    /// <summary>Reads what happened to an episode: kind, at, open_tickets, by, note, until, tickets.</summary>
    public static AlertEvent ReadEvent(NpgsqlDataReader row) =>
        new(Enum.Parse<AlertEventKind>(row.GetString(0), ignoreCase: true), row.GetFieldValue<DateTimeOffset>(1), row.GetInt32(2))
        {
            By = Text(row, 3),
            Note = Text(row, 4),
            Until = Instant(row, 5),
            Tickets = row.GetFieldValue<long[]>(6),
        };

    /// <summary>How a cause or a kind of event is written.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value });
        return command;
    }

    // Null needs its type said, because a parameter without a value has none.
    private static NpgsqlParameter Instant(DateTimeOffset? value) =>
        new() { NpgsqlDbType = NpgsqlDbType.TimestampTz, Value = value is { } instant ? instant.ToUniversalTime() : DBNull.Value };

    private static NpgsqlParameter Text(string? value) =>
        new() { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)value ?? DBNull.Value };

    private static DateTimeOffset? Instant(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
