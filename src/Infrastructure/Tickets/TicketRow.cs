using TicketPlatform.Domain.Tickets;

namespace TicketPlatform.Infrastructure.Tickets;

/// <summary>How a stored ticket is read back.</summary>
internal static class TicketRow
{
    public const string Select = """
        select zendesk_id, requester_id, subject, description, status, custom_status_id, priority, assignee_id, group_id,
            created_at, updated_at, status_changed_at, solved_at, is_public, is_merged_away,
            version, source, observed_at, reread_due, fence
        from tickets
        where zendesk_id = any ($1)
        order by zendesk_id
        for update
        """;

    public static Ticket Read(NpgsqlDataReader row) =>
        Ticket.Stored(
            new TicketObservation(row.GetInt64(0), Content(row), row.GetInt64(15), (ObservationSource)row.GetInt16(16), Instant(row, 17)),
            rereadDue: row.GetBoolean(18),
            fence: row.GetInt64(19)
        );

    private static TicketContent Content(NpgsqlDataReader row) =>
        new(
            row.GetInt64(1),
            row.GetString(2),
            row.GetString(3),
            TicketStatus.Parse(row.GetString(4)),
            Number(row, 5),
            row.IsDBNull(6) ? null : row.GetString(6),
            Number(row, 7),
            Number(row, 8),
            Instant(row, 9),
            Instant(row, 10),
            row.IsDBNull(11) ? null : Instant(row, 11),
            row.IsDBNull(12) ? null : Instant(row, 12),
            row.GetBoolean(13),
            row.GetBoolean(14)
        );

    private static long? Number(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    private static DateTimeOffset Instant(NpgsqlDataReader row, int column) => row.GetFieldValue<DateTimeOffset>(column);
}
