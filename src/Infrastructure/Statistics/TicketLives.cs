using TicketPlatform.Domain.Statistics;
using TicketPlatform.Domain.Tickets;

namespace TicketPlatform.Infrastructure.Statistics;

/// <summary>Reads the stored past of tickets: one row per fact, in the order of tickets, or one row without a fact.</summary>
internal static class TicketLives
{
    /// <summary>Takes the ids of the tickets.</summary>
    public const string OfTickets = $"""
        select named.ticket_id, {Columns}
        from (select ticket_id from unnest($1::bigint[]) as ids (ticket_id) order by ticket_id) named
        {Mirrored}
        left join lateral (select * from ticket_events where ticket_id = named.ticket_id offset 0) fact on true
        order by named.ticket_id
        """;

    /// <summary>Takes three instants: the tickets that had an event or were updated between the first two, with their facts before the third.</summary>
    public const string BetweenInstants = $"""
        with named as materialized (
            select ticket_id from ticket_events where at >= $1 and at < $2
            union
            select zendesk_id from tickets where updated_at >= $1 and updated_at < $2
        )
        select named.ticket_id, {Columns}
        from (select ticket_id from named order by ticket_id) named
        {Mirrored}
        left join lateral (select * from ticket_events where ticket_id = named.ticket_id and at < $3 offset 0) fact on true
        order by named.ticket_id
        """;

    private const string Columns = """
        fact.event_id, fact.position, fact.at, fact.actor_id, fact.kind, fact.old_value, fact.new_value, fact.is_public,
            ticket.status, ticket.assignee_id, ticket.updated_at, deletion.deleted_at, ticket.is_merged_away, audit.read_at,
            metrics.ticket_id is not null, metrics.first_resolution_minutes, metrics.full_resolution_minutes, metrics.reopens, metrics.replies,
            deletion.restored_at, coalesce(audit.is_gone, false)
        """;

    // Looked up ticket by ticket, in their order: however many are expected, neither a table nor a sort of it is read through for them.
    private const string Mirrored = """
        left join lateral (select * from tickets where zendesk_id = named.ticket_id offset 0) ticket on true
            left join lateral (
                select * from ticket_metric_sets where ticket_id = named.ticket_id and version = ticket.version offset 0) metrics on true
            left join lateral (
                select array_agg(deleted_at order by deleted_at) as deleted_at, array_agg(restored_at order by deleted_at) as restored_at
                from ticket_deletions where ticket_id = named.ticket_id) deletion on true
            left join lateral (select * from ticket_audit_reads where ticket_id = named.ticket_id offset 0) audit on true
        """;

    public static async Task<IReadOnlyList<TicketLife>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var lives = new List<TicketLife>();
        var facts = new List<RecordedFact>();
        while (await row.ReadAsync(cancellationToken))
        {
            var id = row.GetInt64(0);
            if (lives.Count == 0 || lives[^1].TicketId != id)
                lives.Add(new TicketLife(id, facts = [], MirroredOf(row), Instant(row, 14), row.GetBoolean(21)));
            if (!row.IsDBNull(1))
                facts.Add(Fact(id, row));
        }
        return lives;
    }

    private static RecordedFact Fact(long ticket, NpgsqlDataReader row) =>
        new(
            row.GetInt64(1),
            row.GetInt16(2),
            ticket,
            row.GetFieldValue<DateTimeOffset>(3),
            row.GetInt64(4),
            (FactKind)row.GetInt16(5),
            Text(row, 6),
            Text(row, 7),
            row.IsDBNull(8) ? null : row.GetBoolean(8)
        );

    private static MirroredTicket? MirroredOf(NpgsqlDataReader row) =>
        row.IsDBNull(9)
            ? null
            : new MirroredTicket(
                TicketStatus.Parse(row.GetString(9)),
                Number(row, 10),
                row.GetFieldValue<DateTimeOffset>(11),
                Deletions(row),
                row.GetBoolean(13),
                row.GetBoolean(15) ? new MetricSet(Number(row, 16), Number(row, 17), Number(row, 18), Number(row, 19)) : null
            );

    private static IReadOnlyList<DeletionPeriod> Deletions(NpgsqlDataReader row) =>
        row.IsDBNull(12)
            ? []
            :
            [
                .. row.GetFieldValue<DateTimeOffset[]>(12)
                    .Zip(row.GetFieldValue<DateTimeOffset?[]>(20), (deleted, restored) => new DeletionPeriod(deleted, restored)),
            ];

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static long? Number(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    private static DateTimeOffset? Instant(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}
