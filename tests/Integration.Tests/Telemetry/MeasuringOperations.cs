using TicketPlatform.Application.Telemetry;
using TicketPlatform.Infrastructure.Jobs;
using TicketPlatform.Infrastructure.Telemetry;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Telemetry;

public sealed class MeasuringOperations : IAsyncLifetime
{
    private readonly AdjustableTime _time = new(Observed.Noon);
    private Platform _platform = null!;
    private RecordedMetrics _metrics = null!;

    public async Task InitializeAsync()
    {
        _platform = await Platform.StartAsync(time: _time);
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
                (gen_random_uuid(), 'sync-users', 'b/1', '2026-03-02T11:58:10Z', '2026-03-02T11:58:20Z', 'done', 0);
            """
        );
        await ReadAsync();

        var gauges = _metrics.Gauges();

        string[] expected =
        [
            "ticketplatform.database.up 1",
            "ticketplatform.job.age 40 s [job_name, sync-users]",
            "ticketplatform.stream.refused 1  [stream, users]",
            "ticketplatform.stream.refused 0  [stream, tickets]",
            "ticketplatform.stream.failures 3 {failure} [stream, users]",
            "ticketplatform.inbox.dead_letters 1 {event}",
            "ticketplatform.budget.left 0 {request} [bucket, exports]",
            "ticketplatform.budget.left 100000 {request} [bucket, account]",
        ];
        expected.Except(gauges).ShouldBeEmpty(string.Join('\n', gauges));
        gauges.Count(gauge => gauge.StartsWith("ticketplatform.job.age", StringComparison.Ordinal)).ShouldBe(1);
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
