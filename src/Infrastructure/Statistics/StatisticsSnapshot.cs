using TicketPlatform.Application.Statistics;
using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Infrastructure.Statistics;

internal sealed class StatisticsSnapshot(NpgsqlConnection connection, NpgsqlTransaction view) : IStatisticsSnapshot
{
    public async Task<bool> ChangesWaitAsync(CancellationToken cancellationToken)
    {
        await using var command = Command("select exists (select from statistics_changes)");
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public async Task<IReadOnlyList<StreamProof>> StreamsAsync(CancellationToken cancellationToken)
    {
        await using var command = Command(StreamProofs.Select);
        return await StreamProofs.ReadAsync(command, cancellationToken);
    }

    public async Task<(MissingFacts Earliest, int Tickets)?> MissingAsync(CancellationToken cancellationToken)
    {
        await using var command = Command(
            $"""
            with missing as (
                select ticket_id, since, until_at, reason from ticket_audit_reads where due_at is not null and since is not null
                union all
                select ticket_id, updated_at, updated_at, {UntoldUpdates.Reason}
                from untold_updates untold where {UntoldUpdates.AreWaitedFor}
            )
            select ticket_id, since, until_at, reason, (select count(distinct ticket_id) from missing)::int
            from missing
            order by since limit 1
            """
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? (
                new MissingFacts(
                    row.GetInt64(0),
                    row.GetFieldValue<DateTimeOffset>(1),
                    row.GetFieldValue<DateTimeOffset>(2),
                    row.GetString(3)
                ),
                row.GetInt32(4)
            )
            : null;
    }

    public async Task<IReadOnlyList<GoneHistory>> GoneAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        await using var command = Command(
            $"""
            with doubts as (
                select ticket_id, since, until_at from ticket_audit_reads where is_gone and since < $2
                union all
                select ticket_id, updated_at, updated_at
                from untold_updates untold join ticket_audit_reads using (ticket_id)
                where is_gone and updated_at < $2 and not {UntoldUpdates.AreSettled}
            ), doubted as (
                select ticket_id, min(since) as since, max(until_at) as until_at from doubts group by ticket_id
            )
            -- What happened after the doubtful stretch rests on it, until the ticket was deleted, whenever that will be learned.
            select ticket_id, since, affected.until_at
            from doubted, lateral (
                select greatest(doubted.until_at, coalesce((
                    select deleted_at from ticket_deletions
                    where ticket_id = doubted.ticket_id and restored_at is null), 'infinity')) as until_at
            ) affected
            where affected.until_at >= $1
            order by ticket_id
            """,
            from,
            to
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var gone = new List<GoneHistory>();
        while (await row.ReadAsync(cancellationToken))
            gone.Add(new GoneHistory(row.GetInt64(0), row.GetFieldValue<DateTimeOffset>(1), row.GetFieldValue<DateTimeOffset>(2)));
        return gone;
    }

    public async Task<int?> ProvenVersionAsync(DateTimeOffset hour, CancellationToken cancellationToken)
    {
        await using var command = Command(
            $"""
            select version from statistics_hours proven
            where hour = $1 and state = 'final'
                and not exists (select from statistics_hours newer where newer.hour = proven.hour and newer.state = 'open')
                and not exists (select from statistics_changes where since < proven.hour + interval '1 hour')
                and not exists (
                    select from ticket_audit_reads where due_at is not null and since < proven.hour + interval '1 hour')
                and not exists (
                    select from untold_updates untold
                    where updated_at < proven.hour + interval '1 hour' and {UntoldUpdates.AreWaitedFor})
            """,
            hour
        );
        return (int?)await command.ExecuteScalarAsync(cancellationToken);
    }

    public async Task<IReadOnlyDictionary<DateTimeOffset, int>> EventsInAsync(
        IReadOnlyCollection<DateTimeOffset> hours,
        CancellationToken cancellationToken
    )
    {
        await using var command = Command(
            """
            select hour, (select count(*)::int from ticket_events where at >= hour and at < hour + interval '1 hour')
            from unnest($1::timestamptz[]) as hour
            """,
            hours.ToArray()
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var events = new Dictionary<DateTimeOffset, int>();
        while (await row.ReadAsync(cancellationToken))
            events.Add(row.GetFieldValue<DateTimeOffset>(0), row.GetInt32(1));
        return events;
    }

    public async Task<IReadOnlyList<long>> TouchedAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        await using var command = Command(
            """
            select array(
                select ticket_id from ticket_events where at >= $1 and at < $2
                union
                select zendesk_id from tickets where updated_at >= $1 and updated_at < $2
                order by 1)
            """,
            from,
            to
        );
        return (long[])(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public async Task<IReadOnlyList<TicketLife>> LivesAsync(
        IReadOnlyList<long> tickets,
        DateTimeOffset asOf,
        CancellationToken cancellationToken
    )
    {
        await using var mirrored = Command(TicketLives.Mirrored, tickets.ToArray());
        await using var facts = Command(TicketLives.Facts, tickets.ToArray(), asOf);
        return await TicketLives.ReadAsync(mirrored, facts, cancellationToken);
    }

    public async Task<StaffHistory> StaffAsync(CancellationToken cancellationToken)
    {
        await using var command = Command(StaffRoles.Select);
        return await StaffRoles.ReadAsync(command, cancellationToken);
    }

    public async Task<IReadOnlyDictionary<DateTimeOffset, BacklogFigure>> BacklogsAsync(
        IReadOnlyCollection<DateTimeOffset> instants,
        CancellationToken cancellationToken
    )
    {
        await using var command = Command(
            $"""
            -- Most of what is unsolved at one of the instants is so at the next: it is looked up once.
            with unsolved as materialized (
                select from_at, to_at, ticket_created_at, array_position(array['new', 'pending', 'hold'], status) as place
                from {UnsolvedIntervals.Between}
            ), counted as (
                select instant, place, count(*) as tickets, min(ticket_created_at) as first
                from unnest($3::timestamptz[]) as instant
                join unsolved on from_at < instant and (to_at is null or to_at >= instant)
                group by instant, place
            )
            select instant,
                coalesce(sum(tickets) filter (where place = 1), 0)::bigint,
                coalesce(sum(tickets) filter (where place is null), 0)::bigint,
                coalesce(sum(tickets) filter (where place = 2), 0)::bigint,
                coalesce(sum(tickets) filter (where place = 3), 0)::bigint,
                extract(epoch from instant - min(first))::bigint
            from counted
            group by instant
            """,
            instants.Min(),
            instants.Max(),
            instants.ToArray()
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var backlogs = instants.ToDictionary(instant => instant, _ => new BacklogFigure(0, 0, 0, 0, null));
        while (await row.ReadAsync(cancellationToken))
            backlogs[row.GetFieldValue<DateTimeOffset>(0)] = new BacklogFigure(
                row.GetInt64(1),
                row.GetInt64(2),
                row.GetInt64(3),
                row.GetInt64(4),
                row.IsDBNull(5) ? null : row.GetInt64(5)
            );
        return backlogs;
    }

    public async Task<IReadOnlyList<long>> UnsolvedAsync(
        DateTimeOffset instant,
        string status,
        int skip,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await using var command = Command(
            $"""
            select array(
                select ticket_id from {UnsolvedIntervals.Between}
                where case when status in ('new', 'pending', 'hold') then status else 'open' end = $3
                order by ticket_id offset $4 limit $5)
            """,
            instant,
            instant,
            status,
            skip,
            limit
        );
        return (long[])(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public async Task<IReadOnlyList<ResolutionPeriod>> ResolutionsAsync(
        DateTimeOffset from,
        DateTimeOffset to,
        DateTimeOffset since,
        CancellationToken cancellationToken
    )
    {
        await using var command = Command(
            """
            select ticket_id, assignee_id, resolved_at, verdict, from_at, to_at,
                case when cardinality(agent_ids) = 1 then agent_ids[1] end, seconds[1],
                case when cardinality(agent_ids) > 1 then agent_ids end, seconds
            from ticket_resolutions
            where resolved_at >= $1 and resolved_at < $2 and (to_at is null or to_at >= $3)
            """,
            from,
            to,
            since
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var periods = new List<ResolutionPeriod>();
        while (await row.ReadAsync(cancellationToken))
            periods.Add(Period(row));
        return periods;
    }

    public async Task<GapProof?> GapsAsync(CancellationToken cancellationToken)
    {
        await using var command = Command(
            """
            select max(finished_at), (select count(*) from ticket_gaps where disposition = 'unexplained') from mirror_audits
            """
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return row.IsDBNull(0) ? null : new GapProof(row.GetFieldValue<DateTimeOffset>(0), row.GetInt64(1));
    }

    public async ValueTask DisposeAsync()
    {
        await view.DisposeAsync();
        await connection.DisposeAsync();
    }

    private static ResolutionPeriod Period(NpgsqlDataReader row) =>
        new(
            new CountedResolution(row.GetInt64(0), row.IsDBNull(1) ? null : row.GetInt64(1), OwnedTime.Share(Owned(row))),
            row.GetFieldValue<DateTimeOffset>(2),
            (ResolutionVerdict)row.GetInt16(3),
            row.GetFieldValue<DateTimeOffset>(4),
            row.IsDBNull(5) ? null : row.GetFieldValue<DateTimeOffset>(5)
        );

    // Of a month's hundred thousand resolutions most have one owner, and arrays are dear to read.
    private static IReadOnlyList<(long AgentId, long Seconds)> Owned(NpgsqlDataReader row)
    {
        if (!row.IsDBNull(6))
            return [(row.GetInt64(6), row.GetInt64(7))];
        return row.IsDBNull(8) ? [] : [.. row.GetFieldValue<long[]>(8).Zip(row.GetFieldValue<long[]>(9))];
    }

    private NpgsqlCommand Command(string sql, params ReadOnlySpan<object> parameters)
    {
        var command = new NpgsqlCommand(sql, connection, view);
        foreach (var parameter in parameters)
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        return command;
    }
}
