using System.Net;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Domain.Tickets;
using TicketPlatform.Testing;

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

        await host.ExecuteAsync($"update sync_streams set state = 'Stopped' where name = 'events'");
        (await (await probe.GetAsync("/health/ready")).JsonAsync()).GetProperty("status").GetString().ShouldBe("ready");
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
            $"update sync_streams set state = 'Live', completed_at = {now}, watermark = {now.AddSeconds(-200)}, last_succeeded_at = {now} where name = 'events'"
        );
        await host.ExecuteAsync(
            $"""
            insert into job_runs (id, job, node, started_at, finished_at, outcome, error, rows)
            values (gen_random_uuid(), 'sync-users', 'a/1', {now.AddSeconds(-90)}, {now.AddSeconds(-90)}, 'failed', 'IOException: no', 0),
                (gen_random_uuid(), 'sync-users', 'a/1', {now.AddSeconds(-99)}, {now.AddSeconds(-94)}, 'cutOff', 'Cut off', 0),
                (gen_random_uuid(), 'sync-tickets', 'a/1', {now.AddSeconds(-90)}, {now.AddSeconds(-90)}, 'failed', 'IOException: no', 0)
            """
        );
        await host.ExecuteAsync(
            $"""
            insert into statistics_hours (hour, version, state, reason, opened_at)
            values ({Observed.Noon.AddHours(-4)}, 1, 'open', 'It waits for events.', {now.AddHours(-3)});
            insert into alert_proofs (begun_at, finished_at, position, users, repaired)
            values ({now.AddHours(-2)}, {now.AddHours(-2)}, gen_random_uuid(), 0, 0);
            with told as (
                insert into notifications (id, key, kind, severity, occurred_at, created_at, title, body, data)
                values (gen_random_uuid(), 'old', 'old', 'info', {now}, {now}, '', '', jsonb_build_object()) returning id)
            insert into notification_deliveries (notification_id, target, state, give_up_at) select id, 'pager', 'dead', {now} from told
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
        Told("events").ShouldBe("degraded, 0: 200 s behind. No slice has run lately.");
        Told("sync-users").ShouldBe("degraded, 90: Fails: IOException: no");
        entries.ShouldNotContainKey("sync-tickets");
        Told("statistics").ShouldBe("degraded, 10800: 1 hours wait to be published. It waits for events.");
        Told("alerts").ShouldBe("degraded, 7200: Not proven: nobody knows whether one is missing.");
        Told("target pager").ShouldBe("degraded, : 0 messages wait, 1 were given up.");
        Told("inbox").ShouldBe("healthy, : 0 webhooks wait to be applied.");
        Told("budget exports").ShouldBe("healthy, : 0 of 10 requests used in the last minute.");
        Told("statuses").ShouldBe("healthy, : All are known.");
    }

    [Fact]
    public async Task A_status_that_nobody_knows_is_a_warning_as_long_as_a_ticket_has_it()
    {
        using var admin = host.Admin();

        await ApplyAsync(Observed.Printer with { Status = TicketStatus.Parse("waiting") });

        (await StatusesAsync(admin)).ShouldBe(
            "degraded: Tickets have statuses that this version does not know: waiting. They count as open."
        );
        var status = await (await admin.GetAsync("/api/status")).JsonAsync();
        status.GetProperty("statistics").GetProperty("unknownStatuses").EnumerateArray().Single().GetString().ShouldBe("waiting");

        await ApplyAsync(Observed.Printer with { UpdatedAt = Observed.Noon.AddSeconds(1) });

        (await StatusesAsync(admin)).ShouldBe("healthy: All are known.");
    }

    private Task<TicketsApplied> ApplyAsync(TicketContent content) =>
        host.SendAsync(new ApplyTicketObservations([Observed.Export(101, content)]));

    private static async Task<string> StatusesAsync(HttpClient admin)
    {
        var details = await (await admin.GetAsync("/health/details")).JsonAsync();
        var entry = details.GetProperty("entries").EnumerateArray().Single(entry => entry.GetProperty("name").GetString() == "statuses");
        return $"{entry.GetProperty("state")}: {entry.GetProperty("message")}";
    }
}
