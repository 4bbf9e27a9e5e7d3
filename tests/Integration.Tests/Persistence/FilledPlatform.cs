using System.Text.Json;
using System.Text.RegularExpressions;
using Npgsql;
using TicketPlatform.Integration.Tests.Webhooks;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Persistence;

/// <summary>A host on a database of some ten thousand rows a table, whose server writes down the plan of every statement that it ran.</summary>
public sealed partial class FilledPlatform : IAsyncLifetime
{
    private const string Fill = """
        insert into users (id, email, created_at, search_due)
        select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'user' || n || '@example.com', '2026-01-01Z', false
        from generate_series(1, 10000) n;
        insert into zendesk_users (id, name, role, is_active, updated_at, observed_at, user_id)
        select n, 'User ' || n, 'end-user', true, '2026-01-01Z', '2026-01-01Z', ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid
        from generate_series(1, 10000) n;
        insert into zendesk_user_emails (zendesk_user_id, email, is_primary, is_verified)
        select n, 'user' || n || '@example.com', true, true from generate_series(1, 10000) n;
        insert into tickets (zendesk_id, user_id, requester_id, subject, description, status, priority, created_at, updated_at,
            is_public, is_merged_away, version, source, observed_at, reread_due, fence)
        select n, ('00000000-0000-4000-8000-' || lpad((1 + n % 10000)::text, 12, '0'))::uuid, 1 + n % 10000, 'Subject ' || n,
            repeat('The fire is very colorful. ', 8), (array['new', 'open', 'pending', 'hold', 'solved', 'closed', 'closed'])[1 + n % 7],
            (array['low', 'normal', 'high'])[1 + n % 3], '2026-01-01Z', '2026-02-01Z'::timestamptz + n * interval '1 second',
            true, false, 1769904000 + n, 1, '2026-02-02Z', n % 5000 = 0, 1
        from generate_series(1, 40000) n;
        insert into ticket_status_sightings (zendesk_id, seen_at, status, source)
        select n, '2026-01-01Z', 'new', 1 from generate_series(1, 40000) n;
        insert into webhook_inbox (event_id, type, body, received_at, due_at, outcome, applied_at)
        select 'old-' || n, 'ticket', '', '2026-03-02T10:00Z'::timestamptz + n * interval '300 milliseconds', null, 'applied',
            '2026-03-02T10:00Z'::timestamptz + n * interval '300 milliseconds' + interval '20 milliseconds'
        from generate_series(1, 20000) n;
        insert into outbox (user_id, zendesk_id, created_at)
        select ('00000000-0000-4000-8000-' || lpad((1 + n % 10000)::text, 12, '0'))::uuid, n, '2026-03-02T11:00Z'
        from generate_series(1, 20000) n;
        insert into alerts (id, user_id, opened_at, closed_at, cause, caused_by, alert_limit, open_tickets, peak, evidence, reminders)
        select gen_random_uuid(), gen_random_uuid(), at, case when n % 500 = 0 then null else at end, 'ticket', '{}', 3, 4, 4, '{}', 0
        from generate_series(1, 10000) n, lateral (select '2026-03-02T11:00Z'::timestamptz - n * interval '1 minute' as at) clock;
        insert into notifications (id, key, kind, severity, occurred_at, created_at, title, body, data)
        select gen_random_uuid(), 'told:' || n, 'any', 'info', '2026-03-02T11:00Z', '2026-03-02T11:00Z', '', '', '{}'
        from generate_series(1, 10000) n;
        insert into notification_deliveries (notification_id, target, state, give_up_at)
        select id, 'panel', case when key like '%000' then 'dead' when key like '%500' then 'pending' else 'delivered' end, created_at
        from notifications;
        insert into job_runs (id, job, node, started_at, finished_at, outcome, rows)
        select gen_random_uuid(), (array['sync-tickets', 'sync-users', 'sweep-inbox', 'reread-tickets'])[1 + n % 4], 'a/1', at, at, 'done', 1
        from generate_series(1, 30000) n, lateral (select '2026-03-02T12:00Z'::timestamptz - n * interval '5 seconds' as at) clock;
        insert into zendesk_requests (bucket, lane, sent_at)
        select 'account', 0, '2026-03-02T12:01:30Z'::timestamptz + n * interval '70 milliseconds' from generate_series(1, 300) n;
        update sync_streams set state = 'Live', watermark = '2026-03-02T12:01Z', completed_at = '2026-03-01Z', last_succeeded_at = '2026-03-02T12:01Z';
        analyze;
        """;

    private TestDatabase _database = null!;
    private int _markers;

    /// <summary>The host, as in production.</summary>
    public PlatformHost Host { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await ExecuteAsync(Fill);
        await ExecuteAsync("vacuum");
        var explained = new Dictionary<string, string>
        {
            ["session_preload_libraries"] = "auto_explain",
            ["auto_explain.log_min_duration"] = "0",
            ["auto_explain.log_analyze"] = "on",
            ["auto_explain.log_buffers"] = "on",
            ["auto_explain.log_timing"] = "off",
            ["auto_explain.log_format"] = "json",
            ["jit"] = "off",
        };
        foreach (var (name, value) in explained)
            await ExecuteAsync($"alter database {_database.Name} set {name} = '{value}'");
        Host = await PlatformHost.StartAsync(
            new Dictionary<string, string> { ["Zendesk:WebhookSecrets:0"] = WebhookHost.Secret },
            _database.ConnectionString
        );
    }

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <summary>Does the work and answers the plan of every statement that the server ran for it, in the order of their ends.</summary>
    internal async Task<IReadOnlyList<QueryPlan>> ExplainAsync(Func<PlatformHost, Task> work)
    {
        var before = await MarkAsync();
        await work(Host);
        var after = await MarkAsync();
        var log = await LogAsync();
        var said = log[log.IndexOf(before, StringComparison.Ordinal)..log.IndexOf(after, StringComparison.Ordinal)];
        return
        [
            .. Plan()
                .Matches(said)
                .Select(plan => QueryPlan.Read(JsonDocument.Parse(plan.Groups[1].Value.Replace("\n\t", "\n")).RootElement)),
        ];
    }

    // The log is written as it comes out of the server's pipe, so the end of what belongs together must be marked in it.
    private async Task<string> MarkAsync()
    {
        var marker = $"mark {_database.Name} {++_markers};";
        await ExecuteAsync($"do $$ begin raise log '{marker}'; end $$");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!(await LogAsync()).Contains($"LOG:  {marker}", StringComparison.Ordinal))
            await Task.Delay(TimeSpan.FromMilliseconds(5), patience.Token);
        return $"LOG:  {marker}";
    }

    private async Task<string> LogAsync()
    {
        await using var file = new FileStream(_database.Cluster.LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync();
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_database.ConnectionString + ";Pooling=false;Command Timeout=60");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    [GeneratedRegex(@"LOG:  duration: [^\n]*plan:\n\t(\{\n(?:\t[^\n]*\n)*)")]
    private static partial Regex Plan();
}
