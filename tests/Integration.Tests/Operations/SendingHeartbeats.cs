using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Operations;
using TicketPlatform.Integration.Tests.Zendesk;

namespace TicketPlatform.Integration.Tests.Operations;

public sealed class SendingHeartbeats : IAsyncLifetime
{
    private ScriptedServer _outside = null!;
    private PlatformHost _host = null!;

    public async Task InitializeAsync()
    {
        _outside = await ScriptedServer.StartAsync(Answer.Status(200), Answer.Status(500));
        _host = await PlatformHost.StartAsync(
            new Dictionary<string, string> { ["Monitoring:HeartbeatUrl"] = new Uri(_outside.Address, "/ping/a-secret").ToString() }
        );
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _outside.DisposeAsync();
    }

    [Fact]
    public async Task It_is_sent_while_all_is_well_and_its_refusal_is_told_without_the_address()
    {
        await AllIsWellAsync();

        (await SendAsync()).ShouldBe(new SliceOutcome(1));
        (await SendAsync()).ShouldBe(new SliceOutcome(0, Problem: "The heartbeat was answered 500."));

        _outside.Questions.Select(question => question.Path).ShouldBe(["/ping/a-secret", "/ping/a-secret"]);
        _host.Log.Lines.ShouldNotContain(line => line.Text.Contains("a-secret"));
    }

    [Fact]
    public async Task It_is_withheld_while_a_stream_is_behind_or_a_job_fails()
    {
        (await SendAsync()).Problem.ShouldNotBeNull().ShouldStartWith("Withheld: ");

        await AllIsWellAsync();
        await EndedAsync("failed");
        await EndedAsync("cutOff");
        (await SendAsync()).Problem.ShouldBe("Withheld: The job sync-tickets fails: cutOff");
        _outside.Questions.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_failure_of_a_job_is_weather()
    {
        await AllIsWellAsync();
        await EndedAsync("done");
        await EndedAsync("cutOff");

        (await SendAsync()).ShouldBe(new SliceOutcome(1));
    }

    [Fact]
    public async Task It_is_withheld_while_the_events_are_behind()
    {
        await AllIsWellAsync();
        await _host.ExecuteAsync($"update sync_streams set state = 'Stopped', last_error = 'Zendesk answers 403.' where name = 'events'");

        (await SendAsync()).Problem.ShouldBe("Withheld: events: Stopped: Zendesk answers 403.");
    }

    [Fact]
    public async Task Somebody_who_cannot_be_reached_delays_nobody()
    {
        await AllIsWellAsync();
        await _outside.DisposeAsync();

        (await SendAsync()).Problem.ShouldBe("The heartbeat did not arrive: ConnectionError.");
    }

    private async Task AllIsWellAsync()
    {
        var now = _host.Time.GetUtcNow();
        await _host.ExecuteAsync(
            $"update sync_streams set state = 'Live', completed_at = {now}, watermark = {now}, last_succeeded_at = {now}"
        );
    }

    private async Task EndedAsync(string outcome)
    {
        _host.Time.Advance(TimeSpan.FromSeconds(1));
        var now = _host.Time.GetUtcNow();
        await _host.ExecuteAsync(
            $"""
            insert into job_runs (id, job, node, started_at, finished_at, outcome, error, rows)
            values (gen_random_uuid(), 'sync-tickets', 'a/1', {now}, {now}, {outcome}, {outcome}, 0)
            """
        );
    }

    private Task<SliceOutcome> SendAsync() => _host.SendAsync(new SendHeartbeat());
}
