using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Telemetry;
using TicketPlatform.Infrastructure.Jobs;
using TicketPlatform.Infrastructure.Telemetry;
using TicketPlatform.Integration.Tests.Notifications;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Telemetry;

public sealed class MeasuringOperations : IAsyncLifetime
{
    private readonly AdjustableTime _time = new(Observed.Noon);
    private Platform _platform = null!;
    private RecordedMetrics _metrics = null!;

    public async Task InitializeAsync()
    {
        var panel = Messenger.Settings([
            ("Name", "panel"),
            ("Channel", "webhook"),
            ("Url", "http://127.0.0.1:9"),
            ("Secrets:0", Messenger.Secret),
        ]);
        _platform = await Platform.StartAsync(time: _time, settings: panel);
        _metrics = RecordedMetrics.Of(_platform, OperationsMetrics.MeterName);
    }

    public async Task DisposeAsync()
    {
        _metrics.Dispose();
        await _platform.DisposeAsync();
    }

    [Fact]
    public async Task A_slice_is_measured_by_its_job_and_its_outcome()
    {
        await _platform.Service<JobRunner>().RunAsync(JobCatalogue.All.Single(job => job.Name == "retention"), CancellationToken.None);

        _metrics.Taken().ShouldBe(["ticketplatform.job.duration 0 s [job_name, retention] [outcome, done]"]);
    }

    [Fact]
    public async Task A_slice_that_is_cut_off_is_no_mere_problem()
    {
        await using var database = Npgsql.NpgsqlDataSource.Create(_platform.Database.ConnectionString);
        await using var other = await database.OpenConnectionAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await using (var hold = new Npgsql.NpgsqlCommand("lock table alert_proofs", other, transaction))
            await hold.ExecuteNonQueryAsync();
        var job = JobCatalogue.All.Single(job => job.Name == "evaluate-alerts");

        var slice = _platform.Service<JobRunner>().RunAsync(job, CancellationToken.None);
        _time.Advance(SliceBudget.Limit);
        await slice;

        _metrics.Taken().ShouldBe(["ticketplatform.job.duration 5 s [job_name, evaluate-alerts] [outcome, cutOff]"]);
        (await _platform.ScalarAsync("select outcome from job_runs")).ShouldBe("cutOff");
    }

    [Fact]
    public async Task Gauges_tell_what_is_stored()
    {
        _metrics.Gauges().ShouldBeEmpty();
        await _platform.ExecuteAsync(
            """
            update sync_streams set state = 'Stopped', failures = 3 where name = 'users';
            insert into webhook_inbox (event_id, type, body, received_at, outcome) values ('a', 'ticket', '', now(), 'dead');
            insert into zendesk_request_budgets values ('exports', '2026-03-02T12:01Z');
            insert into job_runs (id, job, node, started_at, finished_at, outcome, rows) values
                (gen_random_uuid(), 'sync-users', 'a/1', '2026-03-02T11:59:10Z', '2026-03-02T11:59:20Z', 'done', 0),
                (gen_random_uuid(), 'sync-users', 'b/1', '2026-03-02T11:58:10Z', '2026-03-02T11:58:20Z', 'failed', 0),
                (gen_random_uuid(), 'retention', 'a/1', '2026-03-02T11:59:30Z', '2026-03-02T11:59:31Z', 'failed', 0),
                (gen_random_uuid(), 'retention', 'b/1', '2026-03-01T11:59:30Z', '2026-03-01T11:59:35Z', 'cutOff', 0),
                (gen_random_uuid(), 'retention', 'b/1', '2026-02-28T11:59:30Z', '2026-02-28T11:59:31Z', 'problem', 0),
                (gen_random_uuid(), 'retention', 'b/1', '2026-02-27T11:59:30Z', '2026-02-27T11:59:31Z', 'failed', 0);
            insert into alerts (id, user_id, opened_at, closed_at, cause, caused_by, alert_limit, open_tickets, peak, evidence, reminders,
                acknowledged_at, escalated_at)
            select gen_random_uuid(), gen_random_uuid(), now(), closed_at, 'ticket', '{}', 3, 4, 4, '{}', 0, acknowledged_at, escalated_at
            from (values (null::timestamptz, null::timestamptz, null::timestamptz), (null, now(), now()), (null, null, null), (now(), null, now()))
                as episode (closed_at, acknowledged_at, escalated_at);
            insert into alert_proofs (begun_at, finished_at, position, users, repaired) values
                ('2026-03-02T11:40Z', '2026-03-02T11:41Z', gen_random_uuid(), 1, 0),
                ('2026-03-02T11:50Z', '2026-03-02T11:51Z', gen_random_uuid(), 1, 0),
                ('2026-03-02T11:55Z', null, gen_random_uuid(), 1, 0);
            insert into notifications (id, key, kind, severity, occurred_at, created_at, title, body, data)
            values ('00000000-0000-4000-8000-000000000001', 'any', 'any', 'info', now(), now(), '', '', '{}');
            insert into notification_deliveries (notification_id, target, state, give_up_at)
            select '00000000-0000-4000-8000-000000000001', target, state, now()
            from (values ('former', 'dead'), ('slack', 'pending')) as delivery (target, state);
            """
        );
        await ReadAsync();

        var gauges = _metrics.Gauges();

        string[] expected =
        [
            "ticketplatform.database.up 1",
            "ticketplatform.job.age 40 s [job_name, sync-users]",
            "ticketplatform.job.failures 0 {run} [job_name, sync-users]",
            "ticketplatform.job.age 29 s [job_name, retention]",
            "ticketplatform.job.failures 2 {run} [job_name, retention]",
            "ticketplatform.stream.refused 1  [stream, users]",
            "ticketplatform.stream.refused 0  [stream, tickets]",
            "ticketplatform.stream.failures 3 {failure} [stream, users]",
            "ticketplatform.inbox.dead_letters 1 {event}",
            "ticketplatform.alert.open 3 {alert}",
            "ticketplatform.alert.unacknowledged 2 {alert}",
            "ticketplatform.alert.escalated 1 {alert}",
            "ticketplatform.alert.proof_age 540 s",
            "ticketplatform.notification.pending 0 {message} [target, panel]",
            "ticketplatform.notification.pending 1 {message} [target, slack]",
            "ticketplatform.notification.dead_letters 0 {message} [target, panel]",
            "ticketplatform.notification.dead_letters 1 {message} [target, former]",
            "ticketplatform.budget.left 0 {request} [bucket, exports]",
            "ticketplatform.budget.left 100000 {request} [bucket, account]",
        ];
        expected.Except(gauges).ShouldBeEmpty(string.Join('\n', gauges));
        gauges.Count(gauge => gauge.StartsWith("ticketplatform.job.age", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task A_node_without_its_database_says_so_at_once_and_soon_nothing_else()
    {
        await ReadAsync();
        _platform.Service<OperationsMetrics>().NotRead();
        _metrics.Gauges().ShouldContain("ticketplatform.database.up 0");

        _time.Advance(FreshnessReading.Lifetime + TimeSpan.FromSeconds(1));
        _metrics.Gauges().ShouldBe(["ticketplatform.database.up 0"]);
    }

    private Task ReadAsync() => _platform.Service<GaugeReadings>().ReadAsync(CancellationToken.None);
}
