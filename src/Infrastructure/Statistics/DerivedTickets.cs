using TicketPlatform.Application.Statistics;
using TicketPlatform.Domain.Statistics;
using TicketPlatform.Infrastructure.Persistence;

namespace TicketPlatform.Infrastructure.Statistics;

internal sealed class DerivedTickets(TicketPlatformDbContext db) : IDerivedTickets
{
    // The first lane's; the others' follow. Two in one lane would write the same ticket's intervals, each from what it saw.
    private const long Lock = 0x6465_7269_7661_7465;

    public async Task<ChangedPast?> TakeChangesAsync(int lane, BatchLimits limits, CancellationToken cancellationToken)
    {
        await using var turn = db.Command("select pg_try_advisory_xact_lock($1)", Lock + lane);
        if (!(bool)(await turn.ExecuteScalarAsync(cancellationToken))!)
            return null;
        await using var command = db.Command(
            """
            with named as (
                select distinct ticket_id from statistics_changes where ticket_id % $2 = $3 order by ticket_id limit $1
            ), counted as (
                select ticket_id, (select count(*) from ticket_events where ticket_events.ticket_id = named.ticket_id) as facts from named
            ), next as (
                select ticket_id
                from (select ticket_id, sum(facts) over (order by ticket_id) - facts as before from counted) summed
                where before < $4
            ), of_tickets as (
                delete from statistics_changes where ticket_id = any (array(select ticket_id from next)) returning ticket_id, since
            ), of_everybody as (
                delete from statistics_changes where ticket_id is null and $3 = 0 returning ticket_id, since
            )
            select ticket_id, min(since) from (table of_tickets union all table of_everybody) taken group by ticket_id
            """,
            limits.Tickets,
            (long)IDerivedTickets.Lanes,
            (long)lane,
            limits.Facts
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var (tickets, since) = (new List<long>(), DateTimeOffset.MaxValue);
        while (await row.ReadAsync(cancellationToken))
        {
            if (!row.IsDBNull(0))
                tickets.Add(row.GetInt64(0));
            var at = row.GetFieldValue<DateTimeOffset>(1);
            since = at < since ? at : since;
        }
        return since == DateTimeOffset.MaxValue ? null : new ChangedPast(tickets, since);
    }

    public async Task<IReadOnlyList<TicketLife>> LivesAsync(IReadOnlyList<long> ticketIds, CancellationToken cancellationToken)
    {
        await using var mirrored = db.Command(TicketLives.Mirrored, ticketIds.ToArray());
        await using var facts = db.Command(TicketLives.Facts, ticketIds.ToArray(), DateTimeOffset.MaxValue);
        return await TicketLives.ReadAsync(mirrored, facts, cancellationToken);
    }

    public async Task<StaffHistory> StaffAsync(CancellationToken cancellationToken)
    {
        await using var command = db.Command(StaffRoles.Select);
        return await StaffRoles.ReadAsync(command, cancellationToken);
    }

    public async Task ReplaceAsync(IReadOnlyList<TicketTimeline> timelines, CancellationToken cancellationToken)
    {
        await using var batch = db.Batch();
        var ids = timelines.Select(timeline => timeline.TicketId).ToArray();
        batch.Add("delete from ticket_intervals where ticket_id = any ($1)", ids);
        batch.Add("delete from ticket_resolutions where ticket_id = any ($1)", ids);
        AddIntervals(batch, timelines);
        AddResolutions(batch, timelines);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void AddIntervals(NpgsqlBatch batch, IReadOnlyList<TicketTimeline> timelines)
    {
        var rows = timelines
            .SelectMany(ticket => ticket.Intervals.Index(), (ticket, place) => (ticket, interval: place.Item, isFirst: place.Index == 0))
            .ToList();
        batch.Add(
            """
            insert into ticket_intervals (ticket_id, from_at, to_at, follows, status, assignee_id, ticket_created_at)
            select * from unnest(
                $1::bigint[], $2::timestamptz[], $3::timestamptz[], $4::timestamptz[], $5::text[], $6::bigint[], $7::timestamptz[])
            """,
            rows.Select(row => row.ticket.TicketId).ToArray(),
            rows.Select(row => row.interval.From).ToArray(),
            rows.Select(row => row.interval.To).ToArray(),
            rows.Select(row => row.isFirst ? null : (DateTimeOffset?)row.interval.From).ToArray(),
            rows.Select(row => row.interval.Status.Name).ToArray(),
            rows.Select(row => row.interval.AssigneeId).ToArray(),
            rows.Select(row => row.ticket.CreatedAt).ToArray()
        );
    }

    // Arrays of PostgreSQL are rectangles; the agents of a resolution are as many as they are, so they travel as texts.
    private static void AddResolutions(NpgsqlBatch batch, IReadOnlyList<TicketTimeline> timelines)
    {
        var rows = timelines.SelectMany(ticket => ticket.ResolutionPeriods()).ToList();
        batch.Add(
            """
            insert into ticket_resolutions (ticket_id, from_at, to_at, resolved_at, verdict, assignee_id, agent_ids, seconds)
            select ticket_id, from_at, to_at, resolved_at, verdict, assignee_id, agent_ids::bigint[], seconds::bigint[]
            from unnest(
                $1::bigint[], $2::timestamptz[], $3::timestamptz[], $4::timestamptz[], $5::smallint[], $6::bigint[], $7::text[], $8::text[])
                as row (ticket_id, from_at, to_at, resolved_at, verdict, assignee_id, agent_ids, seconds)
            """,
            rows.Select(row => row.Resolution.TicketId).ToArray(),
            rows.Select(row => row.From).ToArray(),
            rows.Select(row => row.To).ToArray(),
            rows.Select(row => row.ResolvedAt).ToArray(),
            rows.Select(row => (short)row.Verdict).ToArray(),
            rows.Select(row => row.Resolution.AssigneeId).ToArray(),
            rows.Select(row => $"{{{string.Join(',', row.Resolution.Owned.Select(part => part.AgentId))}}}").ToArray(),
            rows.Select(row => $"{{{string.Join(',', row.Resolution.Owned.Select(part => part.Seconds))}}}").ToArray()
        );
    }
}
