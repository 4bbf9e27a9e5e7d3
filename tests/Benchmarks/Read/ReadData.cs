using Npgsql;

namespace TicketPlatform.Benchmarks.Read;

/// <summary>Fills a database with users and tickets of plausible size, the same ones every time.</summary>
internal static class ReadData
{
    private const string Fill = """
        create function pg_temp.uuid_of(n int) returns uuid immutable language sql as
            $$ select overlay(overlay(md5(n::text) placing '4' from 13 for 1) placing 'a' from 17 for 1)::uuid $$;

        insert into users (id, email, created_at, search_due)
        select pg_temp.uuid_of(n), 'user' || n || '@example.com', now() - interval '2 years', false
        from generate_series(1, @users) n;

        insert into tickets (
            zendesk_id, user_id, requester_id, subject, description, status, priority, created_at, updated_at,
            status_changed_at, solved_at, is_public, is_merged_away, version, source, observed_at, reread_due, fence)
        select n, pg_temp.uuid_of(owner), 1000000 + owner,
            substr(prose, 1 + start, 30 + length) || ' ' || n,
            substr(prose, 1 + start + length, 260 + 4 * length),
            case when dice < 0.08 then 'new' when dice < 0.26 then 'open' when dice < 0.36 then 'pending' when dice < 0.40 then 'hold'
                when dice < 0.60 then 'solved' else 'closed' end,
            (array['low', 'normal', 'high', 'urgent', null])[1 + n % 5],
            updated - interval '5 days', updated, updated - interval '1 day',
            case when dice >= 0.40 then updated - interval '1 day' end,
            true, false, extract(epoch from updated)::bigint, 1, updated + interval '1 minute', false, 1
        from (select setseed(0.42)) seed,
            lateral (
                select n, 1 + floor(random() * @users)::int as owner, random() as dice,
                    floor(random() * 400)::int as start, floor(random() * 20)::int as length,
                    date_trunc('second', now() - random() * interval '365 days') as updated
                from generate_series(1, @tickets) n) made,
            (select repeat('The printer on the third floor prints every invoice twice since the update, and the second copy shows the '
                || 'amounts of another customer. We restarted it, cleared the queue and tried two other computers. ', 6) as prose) text;

        update sync_streams set state = 'Live', watermark = now(), completed_at = now(), last_succeeded_at = now() where name = 'tickets';
        """;

    public static async Task FillAsync(string connectionString, ReadPlan plan, CancellationToken cancellationToken)
    {
        await using var database = NpgsqlDataSource.Create(connectionString + ";Command Timeout=0;Pooling=false");
        await using (var fill = database.CreateCommand(Fill))
        {
            fill.Parameters.AddWithValue("users", plan.Users);
            fill.Parameters.AddWithValue("tickets", plan.Tickets);
            await fill.ExecuteNonQueryAsync(cancellationToken);
        }
        await using var vacuum = database.CreateCommand("vacuum analyze");
        await vacuum.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Some of the users; which ones has nothing to do with how their tickets lie.</summary>
    public static async Task<IReadOnlyList<Guid>> UsersAsync(string connectionString, int count, CancellationToken cancellationToken)
    {
        await using var database = NpgsqlDataSource.Create(connectionString + ";Pooling=false");
        await using var select = database.CreateCommand("select id from users order by id limit $1");
        select.Parameters.Add(new NpgsqlParameter<int> { TypedValue = count });
        await using var rows = await select.ExecuteReaderAsync(cancellationToken);
        var users = new List<Guid>();
        while (await rows.ReadAsync(cancellationToken))
            users.Add(rows.GetGuid(0));
        return users;
    }
}
