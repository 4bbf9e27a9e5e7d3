using TicketPlatform.Domain.Alerts;
using TicketPlatform.Infrastructure.Persistence;

namespace TicketPlatform.Infrastructure.Alerts;

/// <summary>How an episode is stored and read back.</summary>
internal static class AlertRow
{
    public const string Columns = """
        alert.id, alert.user_id, alert.opened_at, alert.closed_at, alert.cause, alert.caused_by, alert.alert_limit, alert.open_tickets,
            alert.peak, alert.evidence, alert.below_since, alert.acknowledged_by, alert.acknowledged_at, alert.note, alert.snoozed_until,
            alert.remind_at, alert.reminders, alert.escalated_at, alert.due_at
        """;

    // One statement for all episodes of a page; in order, because a user's episode ends before the next one begins.
    private const string Upsert = """
        insert into alerts (id, user_id, opened_at, closed_at, cause, caused_by, alert_limit, open_tickets, peak, evidence, below_since,
            acknowledged_by, acknowledged_at, note, snoozed_until, remind_at, reminders, escalated_at, due_at)
        select id, user_id, opened_at, closed_at, cause, caused_by::bigint[], alert_limit, open_tickets, peak, evidence::bigint[],
            below_since, acknowledged_by, acknowledged_at, note, snoozed_until, remind_at, reminders, escalated_at, due_at
        from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::text[], $6::text[], $7::int[], $8::int[], $9::int[],
            $10::text[], $11::timestamptz[], $12::text[], $13::timestamptz[], $14::text[], $15::timestamptz[], $16::timestamptz[],
            $17::int[], $18::timestamptz[], $19::timestamptz[]) with ordinality
            as episode (id, user_id, opened_at, closed_at, cause, caused_by, alert_limit, open_tickets, peak, evidence, below_since,
                acknowledged_by, acknowledged_at, note, snoozed_until, remind_at, reminders, escalated_at, due_at, place)
        order by place
        on conflict (id) do update set closed_at = excluded.closed_at, alert_limit = excluded.alert_limit,
            open_tickets = excluded.open_tickets, peak = excluded.peak, evidence = excluded.evidence,
            below_since = excluded.below_since, acknowledged_by = excluded.acknowledged_by,
            acknowledged_at = excluded.acknowledged_at, note = excluded.note, snoozed_until = excluded.snoozed_until,
            remind_at = excluded.remind_at, reminders = excluded.reminders, escalated_at = excluded.escalated_at, due_at = excluded.due_at
        """;

    private const string Append = """
        insert into alert_events (alert_id, kind, at, open_tickets, by, note, until, tickets)
        select alert_id, kind, at, open_tickets, by, note, until, tickets::bigint[]
        from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::int[], $5::text[], $6::text[], $7::timestamptz[], $8::text[])
            with ordinality as event (alert_id, kind, at, open_tickets, by, note, until, tickets, place)
        order by place
        """;

    public static void AddUpsert(NpgsqlBatch batch, IReadOnlyCollection<AlertEpisode> episodes)
    {
        var alerts = episodes.Select(episode => episode.State).ToArray();
        batch.Add(
            Upsert,
            Array.ConvertAll(alerts, alert => alert.Id),
            Array.ConvertAll(alerts, alert => alert.UserId),
            Array.ConvertAll(alerts, alert => Instant(alert.OpenedAt)),
            Array.ConvertAll(alerts, alert => Instant(alert.ClosedAt)),
            Array.ConvertAll(alerts, alert => Name(alert.Cause)),
            Array.ConvertAll(alerts, alert => Ids(alert.CausedBy)),
            Array.ConvertAll(alerts, alert => alert.Limit),
            Array.ConvertAll(alerts, alert => alert.OpenTickets),
            Array.ConvertAll(alerts, alert => alert.Peak),
            Array.ConvertAll(alerts, alert => Ids(alert.Evidence)),
            Array.ConvertAll(alerts, alert => Instant(alert.BelowSince)),
            Array.ConvertAll(alerts, alert => alert.Acknowledged?.By),
            Array.ConvertAll(alerts, alert => Instant(alert.Acknowledged?.At)),
            Array.ConvertAll(alerts, alert => alert.Acknowledged?.Note),
            Array.ConvertAll(alerts, alert => Instant(alert.SnoozedUntil)),
            Array.ConvertAll(alerts, alert => Instant(alert.RemindAt)),
            Array.ConvertAll(alerts, alert => alert.Reminders),
            Array.ConvertAll(alerts, alert => Instant(alert.EscalatedAt)),
            Array.ConvertAll(alerts, alert => Instant(alert.DueAt))
        );
    }

    public static void AddEvents(NpgsqlBatch batch, IReadOnlyCollection<AlertEpisode> episodes)
    {
        var events = episodes
            .SelectMany(episode => episode.Events, (episode, happened) => (episode.State.Id, Happened: happened))
            .ToArray();
        batch.Add(
            Append,
            Array.ConvertAll(events, each => each.Id),
            Array.ConvertAll(events, each => Name(each.Happened.Kind)),
            Array.ConvertAll(events, each => Instant(each.Happened.At)),
            Array.ConvertAll(events, each => each.Happened.OpenTickets),
            Array.ConvertAll(events, each => each.Happened.By),
            Array.ConvertAll(events, each => each.Happened.Note),
            Array.ConvertAll(events, each => Instant(each.Happened.Until)),
            Array.ConvertAll(events, each => Ids(each.Happened.Tickets))
        );
    }

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

    private static DateTimeOffset? Instant(DateTimeOffset? value) => value?.ToUniversalTime();

    // As PostgreSQL writes an array: of arrays it has none in which one is shorter than another.
    private static string Ids(IEnumerable<long> ids) => $"{{{string.Join(',', ids)}}}";

    private static DateTimeOffset? Instant(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
