using Npgsql;

namespace TicketPlatform.Benchmarks.Statistics;

/// <summary>Fills a database with a year of tickets and what happened to them, the same ones every time, as if all of it had just been read.</summary>
internal static class StatisticsData
{
    // Ten events of a ticket: when they happen, in shares of its pace, and what they say. A ticket in twenty takes a month.
    private const string Events = """
        insert into ticket_events (event_id, position, ticket_id, at, actor_id, kind, old_value, new_value, is_public)
        select n * 16 + step.number, 0, n, at, case when step.by_agent then agent else requester end, step.kind,
            case when step.kind = 2 then null else step.old_value end,
            case when step.kind = 2 then agent::text else step.new_value end,
            case when step.kind = 3 then true end
        from generate_series(1, @tickets::bigint) n,
            lateral (
                select 1000 + n % 50 as agent, 1000000 + n % 100000 as requester,
                    (0.3 + (n * 7919 % 1000) / 700.0) * case when n % 20 = 0 then 40 else 1 end as pace) ticket,
            (values
                (0, 0, false, 1, null, 'new'), (1, 900, true, 2, null, null), (2, 1800, true, 1, 'new', 'open'),
                (3, 3600, true, 3, null, null), (4, 7200, true, 1, 'open', 'pending'), (5, 40000, false, 3, null, null),
                (6, 40000, false, 1, 'pending', 'open'), (7, 50000, true, 3, null, null), (8, 60000, true, 1, 'open', 'solved'),
                (9, 405600, true, 1, 'solved', 'closed')) as step (number, after, by_agent, kind, old_value, new_value),
            lateral (
                select date_trunc('second', @now::timestamptz - interval '365 days' * (1 - n::double precision / @tickets)
                    + interval '1 second' * step.after * pace) as at) moment
        where at < @now
        """;

    // What the mirror shows is what the events led to.
    private const string Tickets = """
        insert into tickets (
            zendesk_id, requester_id, subject, description, status, assignee_id, created_at, updated_at,
            is_public, is_merged_away, version, source, observed_at, reread_due, fence)
        select ticket_id, 1000000 + ticket_id % 100000, '', '',
            (array_agg(new_value order by at desc, event_id desc) filter (where kind = 1))[1],
            max(new_value) filter (where kind = 2)::bigint, min(at), max(at),
            true, false, extract(epoch from max(at))::bigint, 2, max(at) + interval '1 minute', false, 1
        from ticket_events group by ticket_id;

        insert into zendesk_user_roles (user_id, since, role) select 1000 + n, '2000-01-01', 'agent' from generate_series(0, 49) n;
        insert into zendesk_users (id, name, role, is_active) select 1000 + n, 'Agent ' || n, 'agent', true from generate_series(0, 49) n;
        insert into statistics_changes (ticket_id, since) select zendesk_id, created_at from tickets;
        """;

    private const string Streams = """
        update sync_streams set
            state = 'Live', run = gen_random_uuid(), watermark = @now, completed_at = @now + interval '5 minutes',
            drained_since = @now + interval '5 minutes', last_succeeded_at = @now
        where name in ('tickets', 'users', 'events');
        """;

    public static async Task FillAsync(string connectionString, int tickets, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var database = NpgsqlDataSource.Create(connectionString + ";Command Timeout=0;Pooling=false");
        foreach (var sql in (string[])[Events, Tickets, Streams, "vacuum analyze"])
        {
            await using var command = database.CreateCommand(sql);
            if (sql.Contains("@tickets", StringComparison.Ordinal))
                command.Parameters.AddWithValue("tickets", tickets);
            if (sql.Contains("@now", StringComparison.Ordinal))
                command.Parameters.AddWithValue("now", now);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
