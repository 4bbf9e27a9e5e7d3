using System.Net;
using System.Text.Json;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Application.Users;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Rest;

public sealed class TellingStatus(PlatformHost host) : IClassFixture<PlatformHost>
{
    [Fact]
    public async Task Every_part_is_there_and_nothing_tells_of_a_person()
    {
        await host.SendAsync(new PutUser(Guid.NewGuid(), "ada@example.com"));
        await host.SendAsync(new ApplyZendeskUsers([Observed.User(501, "ada@example.com")]));
        await host.SendAsync(new ApplyTicketObservations([Observed.Export(41)]));

        var status = await StatusAsync();

        status
            .EnumerateObject()
            .Select(part => part.Name)
            .ShouldBe([
                "startedAt",
                "uptimeSeconds",
                "node",
                "requests",
                "streams",
                "budgets",
                "inbox",
                "tickets",
                "reconciliation",
                "statistics",
                "alerts",
                "notifications",
                "jobs",
            ]);
        Names(status.GetProperty("requests")).ShouldBe(["inFlight", "completed", "failed"]);
        Names(status.GetProperty("streams")[0])
            .ShouldBe(["name", "state", "watermark", "lagSeconds", "lastSucceededAt", "failures", "lastError", "retryAt", "rows"]);
        Names(status.GetProperty("budgets")[0]).ShouldBe(["bucket", "perMinute", "usedLastMinute", "left", "blockedUntil"]);
        Names(status.GetProperty("inbox"))
            .ShouldBe(["depth", "oldestSeconds", "deadLetters", "duplicates", "appliedLastHour", "receivedToVisibleMs"]);
        Names(status.GetProperty("inbox").GetProperty("receivedToVisibleMs")).ShouldBe(["p50", "p99", "count"]);
        Names(status.GetProperty("tickets"))
            .ShouldBe(["stored", "withOwner", "deleted", "scrubbed", "mergedAway", "countedAt", "rereadDue"]);
        Names(status.GetProperty("reconciliation"))
            .ShouldBe(["gaps", "lastAudit", "sampled", "differing", "open", "errorBound", "lateRows"]);
        Names(status.GetProperty("reconciliation").GetProperty("gaps")).ShouldBe(["absent", "recovered", "unexplained"]);
        Names(status.GetProperty("alerts")).ShouldBe(["open", "unacknowledged", "escalated", "provenAt", "repaired"]);
        Names(status.GetProperty("notifications")).ShouldBe(["pending", "oldestSeconds", "deadLetters", "targets"]);
        Names(status.GetProperty("jobs")[0]).ShouldBe(["job", "lastOutcome", "lastStartedAt", "lastError", "isFailing"]);
        foreach (var secret in new[] { "ada", "printer", "User 501", "simulator-token", "bot@acme.test" })
            status.GetRawText().ShouldNotContain(secret, Case.Insensitive);
    }

    [Fact]
    public async Task The_node_tells_since_when_it_runs()
    {
        var before = await StatusAsync();
        host.Time.Advance(TimeSpan.FromSeconds(90));
        var after = await StatusAsync();

        after.GetProperty("startedAt").GetDateTimeOffset().ShouldBe(before.GetProperty("startedAt").GetDateTimeOffset());
        (after.GetProperty("uptimeSeconds").GetInt64() - before.GetProperty("uptimeSeconds").GetInt64()).ShouldBe(90);
    }

    [Fact]
    public async Task The_node_tells_what_it_was_asked()
    {
        var before = (await StatusAsync()).GetProperty("requests");
        using (var probe = host.Client())
            (await probe.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var after = (await StatusAsync()).GetProperty("requests");

        after.GetProperty("inFlight").GetInt64().ShouldBe(1);
        // The status before, and the probe.
        (after.GetProperty("completed").GetInt64() - before.GetProperty("completed").GetInt64()).ShouldBe(2);
        (after.GetProperty("failed").GetInt64() - before.GetProperty("failed").GetInt64()).ShouldBe(1);
    }

    [Fact]
    public async Task Streams_tell_their_lag_and_their_trouble()
    {
        var now = host.Time.GetUtcNow();
        await host.ExecuteAsync(
            $"""
            update sync_streams set state = 'Live', watermark = {now.AddSeconds(-75)}, last_succeeded_at = {now.AddSeconds(
                -5
            )}, failures = 2,
                last_error = 'Zendesk answered 503.', retry_at = {now.AddSeconds(7)}, rows = 4711
            where name = 'tickets'
            """
        );

        var tickets = (await StatusAsync())
            .GetProperty("streams")
            .EnumerateArray()
            .Single(stream => stream.GetProperty("name").GetString() == "tickets");

        tickets.GetProperty("state").GetString().ShouldBe("live");
        tickets.GetProperty("lagSeconds").GetDouble().ShouldBe(75);
        tickets.GetProperty("failures").GetInt32().ShouldBe(2);
        tickets.GetProperty("lastError").GetString().ShouldBe("Zendesk answered 503.");
        tickets.GetProperty("retryAt").GetDateTimeOffset().ShouldBe(now.AddSeconds(7));
        tickets.GetProperty("rows").GetInt64().ShouldBe(4711);
    }

    [Fact]
    public async Task Budgets_tell_what_is_used_and_until_when_Zendesk_asked_to_wait()
    {
        var now = host.Time.GetUtcNow();
        await host.ExecuteAsync(
            $"""
            insert into zendesk_requests (bucket, lane, sent_at)
            values ('exports', 0, {now.AddSeconds(-59)}), ('exports', 2, {now.AddSeconds(-1)}), ('exports', 0, {now.AddSeconds(-61)})
            """
        );
        await host.ExecuteAsync(
            $"insert into zendesk_request_budgets values ('exports', {now.AddSeconds(30)}), ('account', {now.AddSeconds(-30)})"
        );

        var budgets = (await StatusAsync())
            .GetProperty("budgets")
            .EnumerateArray()
            .ToDictionary(each => each.GetProperty("bucket").GetString()!);

        budgets.Keys.ShouldBe(["account", "exports", "user-exports"], ignoreOrder: true);
        budgets["exports"].GetProperty("perMinute").GetInt32().ShouldBe(10);
        budgets["exports"].GetProperty("usedLastMinute").GetInt32().ShouldBe(2);
        budgets["exports"].GetProperty("left").GetInt32().ShouldBe(8);
        budgets["exports"].GetProperty("blockedUntil").GetDateTimeOffset().ShouldBe(now.AddSeconds(30));
        budgets["account"].GetProperty("blockedUntil").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task The_inbox_tells_what_waits_what_died_and_how_fast_the_rest_was()
    {
        var now = host.Time.GetUtcNow();
        await host.ExecuteAsync(
            $"""
            insert into webhook_inbox (event_id, type, body, received_at, due_at, outcome, applied_at, duplicates)
            select 'applied-' || i, 'ticket', ''::bytea, {now.AddMinutes(-30)}, null::timestamptz, 'applied',
                {now.AddMinutes(-30)} + i * interval '1 millisecond', case when i = 1 then 3 else 0 end
            from generate_series(1, 101) as i
            union all select 'long-ago', 'ticket', '', {now.AddHours(-2)}, null, 'applied', {now.AddHours(-2)}, 5
            union all select 'dead', 'ticket', '', {now.AddHours(-2)}, null, 'dead', null, 0
            union all select 'waiting-1', 'ticket', '', {now.AddSeconds(-20)}, {now}, null, null, 0
            union all select 'waiting-2', 'ticket', '', {now.AddSeconds(-4)}, {now.AddSeconds(-4)}, null, null, 0
            """
        );

        var inbox = (await StatusAsync()).GetProperty("inbox");

        inbox.GetProperty("depth").GetInt64().ShouldBe(2);
        inbox.GetProperty("oldestSeconds").GetDouble().ShouldBe(20);
        inbox.GetProperty("deadLetters").GetInt64().ShouldBe(1);
        inbox.GetProperty("duplicates").GetInt64().ShouldBe(3);
        inbox.GetProperty("appliedLastHour").GetInt64().ShouldBe(101);
        var took = inbox.GetProperty("receivedToVisibleMs");
        (took.GetProperty("p50").GetDouble(), took.GetProperty("p99").GetDouble(), took.GetProperty("count").GetInt64()).ShouldBe(
            (51, 100, 101)
        );
    }

    [Fact]
    public async Task Notifications_tell_what_waits_and_what_was_given_up_by_target()
    {
        var now = host.Time.GetUtcNow();
        await host.ExecuteAsync(
            $"""
            with noted as (
                insert into notifications (id, key, kind, severity, occurred_at, created_at, title, body, data)
                select gen_random_uuid(), 'seconds ago:' || age, 'any', 'info', at, at, '', '', 'null'
                from unnest(array[12, 30]) age, lateral (select {now}::timestamptz - age * interval '1 second' as at) noted
                returning id, created_at
            )
            insert into notification_deliveries (notification_id, target, state, give_up_at)
            select id, target, state, created_at from noted, (values
                ('panel', 'pending'), ('slack', 'dead'), ('mail', 'delivered')) as delivery (target, state)
            """
        );

        var notifications = (await StatusAsync()).GetProperty("notifications");

        notifications
            .GetRawText()
            .ShouldBe(
                """
                {"pending":2,"oldestSeconds":30,"deadLetters":2,"targets":[{"name":"panel","pending":2,"oldestSeconds":30,"deadLetters":0},{"name":"slack","pending":0,"oldestSeconds":null,"deadLetters":2}]}
                """
            );
    }

    [Fact]
    public async Task Every_job_is_there_with_its_last_run()
    {
        var now = host.Time.GetUtcNow();
        await host.ExecuteAsync(
            $"""
            insert into job_runs (id, job, node, started_at, finished_at, outcome, error, rows)
            values (gen_random_uuid(), 'sync-tickets', 'a/1', {now.AddSeconds(-20)}, {now}, 'done', null, 1),
                (gen_random_uuid(), 'sync-tickets', 'a/1', {now.AddSeconds(-10)}, {now}, 'problem', 'Zendesk answered 503.', 0)
            """
        );

        var jobs = (await StatusAsync()).GetProperty("jobs").EnumerateArray().ToDictionary(each => each.GetProperty("job").GetString()!);

        jobs.Keys.ShouldContain("reconcile-tickets");
        jobs["sync-tickets"].GetProperty("lastOutcome").GetString().ShouldBe("problem");
        jobs["sync-tickets"].GetProperty("lastError").GetString().ShouldBe("Zendesk answered 503.");
        jobs["sync-tickets"].GetProperty("lastStartedAt").GetDateTimeOffset().ShouldBe(now.AddSeconds(-10));
        jobs["retention"].GetProperty("lastOutcome").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Parameters_are_refused()
    {
        using var support = Support();

        await (await support.GetAsync("/api/status?verbose=1")).ShouldBlameAsync("verbose");
    }

    private HttpClient Support() => host.Client(Tokens.Of("ops", host.Time, "support"));

    private async Task<JsonElement> StatusAsync()
    {
        using var support = Support();
        var answer = await support.GetAsync("/api/status");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.JsonAsync();
    }

    private static IEnumerable<string> Names(JsonElement part) => part.EnumerateObject().Select(field => field.Name);
}
