using System.Net;

namespace TicketPlatform.Integration.Tests.Rest;

public sealed class TellingHealth(PlatformHost host) : IClassFixture<PlatformHost>
{
    [Fact]
    public async Task A_node_is_ready_when_the_first_synchronisation_is_through()
    {
        using var probe = host.Client();
        var before = await probe.GetAsync("/health/ready");
        before.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await before.JsonAsync()).GetProperty("status").GetString().ShouldBe("notReady");

        var now = host.Time.GetUtcNow();
        await host.ExecuteAsync(
            $"update sync_streams set state = 'Live', completed_at = {now}, watermark = {now}, last_succeeded_at = {now}"
        );

        var after = await probe.GetAsync("/health/ready");
        after.StatusCode.ShouldBe(HttpStatusCode.OK, await after.Content.ReadAsStringAsync());
        (await after.JsonAsync()).GetProperty("status").GetString().ShouldBe("ready");
    }

    [Fact]
    public async Task Details_tell_of_everything_with_its_age_and_what_to_do()
    {
        var now = host.Time.GetUtcNow();
        await host.ExecuteAsync(
            $"""
            update sync_streams set state = 'Live', completed_at = {now}, watermark = {now.AddSeconds(-400)}, last_succeeded_at = {now.AddSeconds(
                -30
            )}
            where name = 'tickets'
            """
        );
        await host.ExecuteAsync(
            $"""
            insert into job_runs (id, job, node, started_at, finished_at, outcome, error, rows)
            values (gen_random_uuid(), 'sync-users', 'a/1', {now.AddSeconds(-90)}, {now.AddSeconds(-90)}, 'failed', 'IOException: no', 0)
            """
        );
        using var admin = host.Admin();

        var answer = await admin.GetAsync("/health/details");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var details = await answer.JsonAsync();
        details.GetProperty("checkedAt").GetDateTimeOffset().ShouldBe(now);
        var entries = details.GetProperty("entries").EnumerateArray().ToDictionary(entry => entry.GetProperty("name").GetString()!);
        string Told(string name) =>
            $"{entries[name].GetProperty("state")}, {entries[name].GetProperty("ageSeconds")}: {entries[name].GetProperty("message")}";
        Told("database").ShouldStartWith("healthy, 0: Answers within");
        Told("tickets").ShouldBe("degraded, 30: 400 s behind. No slice has run lately.");
        Told("worker").ShouldBe("degraded, 90: No job runs. Does a node with the role worker?");
        Told("sync-users").ShouldBe("degraded, 90: Failed: IOException: no");
        Told("inbox").ShouldBe("healthy, : 0 webhooks wait to be applied.");
        Told("budget exports").ShouldBe("healthy, : 0 of 10 requests used in the last minute.");
    }
}
