using Npgsql;
using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Operations;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Operations;

public sealed class KeepingRecords : IAsyncLifetime
{
    private readonly AdjustableTime _time = new(Observed.Noon);
    private Platform _platform = null!;

    public async Task InitializeAsync() => _platform = await Platform.StartAsync(time: _time);

    public async Task DisposeAsync() => await _platform.DisposeAsync();

    [Fact]
    public async Task Records_go_when_they_are_old_and_nothing_else_does()
    {
        await ExecuteAsync(
            """
            insert into job_runs (id, job, node, started_at, finished_at, outcome, rows)
            select gen_random_uuid(), 'any', 'any', at, at, 'done', 0 from (values ('2026-02-22Z'::timestamptz), ('2026-02-25Z')) old (at);

            insert into outbox (user_id, zendesk_id, created_at)
            select gen_random_uuid(), n, case when n <= 5100 then '2026-03-01T11:00Z'::timestamptz else '2026-03-01T13:00Z' end
            from generate_series(1, 5103) n;

            insert into webhook_inbox (event_id, type, body, received_at, applied_at, due_at, outcome) values
                ('settled long ago', 'any', '', '2026-02-22Z', '2026-02-22Z', null, 'applied'),
                ('ignored long ago', 'any', '', '2026-02-22Z', '2026-02-22Z', null, 'ignored'),
                ('settled lately', 'any', '', '2026-02-22Z', '2026-02-25Z', null, 'applied'),
                ('waits for long', 'any', '{}', '2026-01-01Z', null, '2026-01-01Z', null),
                ('dead for long', 'any', '{}', '2026-01-30Z', null, null, 'dead'),
                ('dead lately', 'any', '{}', '2026-02-02Z', null, null, 'dead');

            insert into notifications (id, key, kind, severity, occurred_at, created_at, title, body, data)
            select gen_random_uuid(), name, 'any', 'info', added, added, '', '', '{}' from (values
                ('delivered long ago', '2026-01-30Z'::timestamptz), ('told to nobody long ago', '2026-01-30Z'),
                ('delivered lately', '2026-02-02Z'), ('given up lately', '2026-01-30Z'), ('given up long ago', '2025-12-01Z'),
                ('tried for ever', '2025-12-01Z')) as old (name, added);
            insert into notification_deliveries (notification_id, target, state, give_up_at)
            select id, 'any', case split_part(key, ' ', 1) when 'delivered' then 'delivered' when 'given' then 'dead' else 'pending' end,
                created_at
            from notifications where key <> 'told to nobody long ago';
            """
        );

        var outcome = await _platform.SendAsync(new ApplyRetention(new SliceBudget(_time)));

        outcome.ShouldBe(new SliceOutcome(Rows: 1 + 5100 + 2 + 1 + 2 + 1));
        (await ScalarAsync("select count(*) from job_runs")).ShouldBe(1L);
        (await ScalarAsync("select count(*) from outbox")).ShouldBe(3L);
        (await ScalarAsync("select floor.id = (select min(id) - 1 from outbox) from outbox_floor floor")).ShouldBe(true);
        (await ScalarAsync("select string_agg(event_id, ', ' order by event_id) from webhook_inbox")).ShouldBe(
            "dead lately, settled lately, waits for long"
        );
        (await ScalarAsync("select string_agg(key, ', ' order by key) from notifications")).ShouldBe(
            "delivered lately, given up lately, tried for ever"
        );
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var database = NpgsqlDataSource.Create(_platform.Database.ConnectionString);
        await database.CreateCommand(sql).ExecuteNonQueryAsync();
    }

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var database = NpgsqlDataSource.Create(_platform.Database.ConnectionString);
        return await database.CreateCommand(sql).ExecuteScalarAsync();
    }
}
