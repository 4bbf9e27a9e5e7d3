using TicketPlatform.Domain.Statistics;
using TicketPlatform.Domain.Tickets;

namespace TicketPlatform.Infrastructure.Statistics;

/// <summary>Reads the stored past of tickets: what happened to them, and what the mirror shows of them.</summary>
internal static class TicketLives
{
    /// <summary>Takes the ids of the tickets.</summary>
    // Looked up ticket by ticket, in their order: however many are expected, neither a table nor a sort of it is read through for them.
    public const string Mirrored = """
        select named.ticket_id, ticket.status, ticket.assignee_id, ticket.created_at, ticket.updated_at, ticket.is_merged_away,
            deletion.deleted_at, deletion.restored_at, audit.read_at, coalesce(audit.is_gone and audit.due_at is null, false),
            metrics.ticket_id is not null, metrics.first_resolution_minutes, metrics.full_resolution_minutes, metrics.reopens, metrics.replies,
            metrics.version = ticket.version, former.shown_status, former.shown_assignee_id, former.shown_updated_at,
            metrics.version is not distinct from former.shown_version, metrics.status, metrics.assignee_id, metrics.updated_at
        from (select ticket_id from unnest($1::bigint[]) as ids (ticket_id) order by ticket_id) named
            left join lateral (select * from tickets where zendesk_id = named.ticket_id offset 0) ticket on true
            left join lateral (
                select * from ticket_deletions
                where ticket_id = ticket.zendesk_id and ticket.deleted_at is not null and restored_at is null offset 0) former on true
            left join lateral (select * from ticket_metric_sets where ticket_id = named.ticket_id offset 0) metrics on true
            left join lateral (
                select array_agg(deleted_at order by deleted_at) as deleted_at, array_agg(restored_at order by deleted_at) as restored_at
                from ticket_deletions where ticket_id = named.ticket_id) deletion on true
            left join lateral (select * from ticket_audit_reads where ticket_id = named.ticket_id offset 0) audit on true
        order by named.ticket_id
        """;

    /// <summary>Takes the same ids, and an instant before which the facts lie.</summary>
    public const string Facts = """
        select fact.ticket_id, fact.event_id, fact.position, fact.at, fact.actor_id, fact.kind, fact.old_value, fact.new_value, fact.is_public
        from (select ticket_id from unnest($1::bigint[]) as ids (ticket_id) order by ticket_id) named,
            lateral (select * from ticket_events where ticket_id = named.ticket_id and at < $2 offset 0) fact
        order by named.ticket_id
        """;

    /// <summary>
    /// Reads what the two statements tell, by id. Between them something may happen: facts first, so that what the mirror shows may be newer
    /// than they are, which says nothing against them, and not older.
    /// </summary>
    public static async Task<IReadOnlyList<TicketLife>> ReadAsync(
        NpgsqlCommand mirrored,
        NpgsqlCommand facts,
        CancellationToken cancellationToken
    )
    {
        var told = await FactsAsync(facts, cancellationToken);
        await using var row = await mirrored.ExecuteReaderAsync(cancellationToken);
        var lives = new List<TicketLife>();
        while (await row.ReadAsync(cancellationToken))
        {
            var id = row.GetInt64(0);
            lives.Add(new TicketLife(id, told.GetValueOrDefault(id, []), MirroredOf(row), Instant(row, 8), row.GetBoolean(9)));
        }
        return lives;
    }

    private static async Task<Dictionary<long, List<RecordedFact>>> FactsAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var told = new Dictionary<long, List<RecordedFact>>();
        List<RecordedFact> facts = [];
        while (await row.ReadAsync(cancellationToken))
        {
            var id = row.GetInt64(0);
            if (facts.Count == 0 || facts[^1].TicketId != id)
                told.Add(id, facts = []);
            facts.Add(Fact(id, row));
        }
        return told;
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

    private static MirroredTicket? MirroredOf(NpgsqlDataReader row)
    {
        if (row.IsDBNull(1))
            return null;
        var figures = row.GetBoolean(10) ? new MetricSet(Number(row, 11), Number(row, 12), Number(row, 13), Number(row, 14)) : null;
        var isCountedNow = figures is not null && row.GetBoolean(15);
        var shown = new MirroredTicket(
            TicketStatus.Parse(row.GetString(1)),
            Number(row, 2),
            row.GetFieldValue<DateTimeOffset>(3),
            row.GetFieldValue<DateTimeOffset>(4),
            Deletions(row),
            row.GetBoolean(5),
            isCountedNow ? figures : null
        );
        var isDeleted = !row.IsDBNull(16);
        var wasCountedLast = isDeleted && row.GetBoolean(19);
        var hasOtherCount = figures is not null && !isCountedNow && !wasCountedLast && !row.IsDBNull(20);
        return isDeleted || hasOtherCount
            ? shown with
            {
                Earlier =
                [
                    .. isDeleted ? (MirroredTicket[])[Earlier(shown, row, 16, wasCountedLast ? figures : null)] : [],
                    .. hasOtherCount ? (MirroredTicket[])[Earlier(shown, row, 20, figures)] : [],
                ],
            }
            : shown;
    }

    private static MirroredTicket Earlier(MirroredTicket shown, NpgsqlDataReader row, int column, MetricSet? figures) =>
        shown with
        {
            Status = TicketStatus.Parse(row.GetString(column)),
            AssigneeId = Number(row, column + 1),
            UpdatedAt = row.GetFieldValue<DateTimeOffset>(column + 2),
            Metrics = figures,
        };

    private static IReadOnlyList<DeletionPeriod> Deletions(NpgsqlDataReader row) =>
        row.IsDBNull(6)
            ? []
            :
            [
                .. row.GetFieldValue<DateTimeOffset[]>(6)
                    .Zip(row.GetFieldValue<DateTimeOffset?[]>(7), (deleted, restored) => new DeletionPeriod(deleted, restored)),
            ];

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static long? Number(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    private static DateTimeOffset? Instant(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}
