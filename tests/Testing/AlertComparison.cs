using Npgsql;
using TicketPlatform.ZendeskSimulator.Account;

namespace TicketPlatform.Testing;

/// <summary>Compares the alerts with the simulated account at rest, and with themselves.</summary>
public static class AlertComparison
{
    /// <summary>One line per user, episode or message that is not as it should be.</summary>
    /// <param name="connectionString">Of the platform's database.</param>
    /// <param name="world">The account, to which nothing happens any more.</param>
    /// <param name="limit">How many open tickets a user may have.</param>
    public static async Task<IReadOnlyList<string>> DifferencesAsync(string connectionString, World world, int limit)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        var alerted = await ReadAsync(
            database,
            """
            select lower(owner.email) || ': ' || array_to_string(alert.evidence, ',')
            from alerts alert join users owner on owner.id = alert.user_id
            where alert.closed_at is null and alert.below_since is null
            """
        );
        var owners = await ListComparison.OwnersAsync(connectionString, world);
        var exceeding = owners
            .Where(owned => owned is { Owner: not null, Ticket: { IsOpen: true, IsPublic: true } })
            .GroupBy(owned => owned.Owner, owned => owned.Ticket.Id)
            .Where(open => open.Count() > limit)
            .Select(open => $"{open.Key}: {string.Join(',', open.Order())}")
            .ToList();
        return
        [
            .. exceeding.Except(alerted).Select(user => $"{user} exceed the limit and are no open alert"),
            .. alerted.Except(exceeding).Select(user => $"{user} is an open alert and they are not open"),
            .. await ReadAsync(database, Inconsistent),
        ];
    }

    // Episodes of a user that overlap; alerts that no change has opened but the proof; histories that do not begin, or begin twice; and whatever
    // was not told under exactly one key.
    private const string Inconsistent = """
        select 'alert ' || id || ' begins before the one before it has ended'
        from (select id, opened_at, lag(coalesce(closed_at, 'infinity')) over (partition by user_id order by opened_at) as former from alerts) episode
        where former > opened_at
        union all
        select 'alert ' || id || ' was overlooked until the proof' from alerts where cause = 'proof'
        union all
        select 'alert ' || alert.id || ' was opened ' || count(event.id) || ' times'
        from alerts alert left join alert_events event on event.alert_id = alert.id and event.kind = 'opened'
        group by alert.id having count(event.id) <> 1
        union all
        select 'alert ' || alert.id || ' has ' || count(message.id) || ' messages that say so'
        from alerts alert left join notifications message on message.key = 'alert.opened:' || alert.id
        group by alert.id having count(message.id) <> 1
        union all
        select 'alert ' || alert.id || ' is closed and nobody was told'
        from alerts alert where closed_at is not null and not exists (select from notifications where key = 'alert.closed:' || alert.id)
        """;

    private static async Task<List<string>> ReadAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await using var row = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await row.ReadAsync())
            lines.Add(row.GetString(0));
        return lines;
    }
}
