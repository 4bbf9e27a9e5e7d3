using TicketPlatform.Application.Operations;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Operations;

public sealed class WatchingOperations : IAsyncLifetime
{
    private readonly AdjustableTime _time = new(Observed.Noon);
    private Platform _platform = null!;

    public async Task InitializeAsync()
    {
        _platform = await Platform.StartAsync(time: _time);
        await _platform.ExecuteAsync(
            """
            update sync_streams set state = 'Live', watermark = '2026-03-02T12:00Z' where name in ('tickets', 'users', 'events');
            insert into alert_proofs (begun_at, finished_at, position, users, repaired)
            values ('2026-03-02T12:00Z', '2026-03-02T12:00Z', gen_random_uuid(), 0, 0)
            """
        );
    }

    public async Task DisposeAsync() => await _platform.DisposeAsync();

    [Fact]
    public async Task An_incident_is_told_once_however_often_it_is_looked_at_and_again_when_it_comes_back()
    {
        await WatchAsync(minutes: 5);
        (await TellingsAsync()).ShouldBe("");
        await WatchAsync(minutes: 5);
        (await TellingsAsync("stream.stalled")).ShouldBe(
            "stream.stalled:events:20260302T120600Z stream.stalled:tickets:20260302T120600Z stream.stalled:users:20260302T120600Z"
        );

        // It lags on while it moves: the same incident.
        await _platform.ExecuteAsync("update sync_streams set watermark = '2026-03-02T12:04Z'");
        await WatchAsync(minutes: 5);
        (await CountAsync("stream.stalled:tickets:%")).ShouldBe(1);

        await _platform.ExecuteAsync("update sync_streams set watermark = '2026-03-02T12:20Z'");
        await WatchAsync(minutes: 10);
        (await CountAsync("stream.stalled:tickets:%")).ShouldBe(1);
        await WatchAsync(minutes: 5);
        (await CountAsync("stream.stalled:tickets:%")).ShouldBe(2);
    }

    [Fact]
    public async Task Refused_credentials_are_one_message_and_no_stalled_streams()
    {
        await _platform.ExecuteAsync(
            "update sync_streams set state = 'Stopped', failures = 1, last_error = 'Zendesk answers 401.' where name in ('tickets', 'users')"
        );

        await WatchAsync(minutes: 4);

        (await TellingsAsync()).ShouldBe("credentials.refused:zendesk:20260302T120100Z");
        (await _platform.ScalarAsync("select severity || ': ' || body from notifications")).ShouldBe(
            "critical: Zendesk answers 401. Stopped: tickets, users. Check the credentials; the streams go on by themselves."
        );
    }

    [Fact]
    public async Task An_hour_that_waits_for_two_hours_is_told_with_what_it_waits_for()
    {
        await _platform.ExecuteAsync(
            """
            update sync_streams set watermark = '2026-03-03T12:00Z' where name in ('tickets', 'users', 'events');
            update alert_proofs set finished_at = '2026-03-02T12:30Z';
            insert into statistics_hours (hour, version, state, reason, opened_at)
            values ('2026-03-02T10:00Z', 1, 'open', 'It waits for events.', '2026-03-02T11:00Z')
            """
        );
        await WatchAsync(minutes: 30);
        (await TellingsAsync()).ShouldBe("");

        await WatchAsync(minutes: 35);

        (await CountAsync("hour.overdue:statistics:%")).ShouldBe(1);
        (await _platform.ScalarAsync("select body from notifications")).ShouldBe(
            "Hours that wait: 1, the first since 2026-03-02 11:00:00 UTC. It waits for events."
        );
    }

    [Fact]
    public async Task An_hour_that_Zendesk_counts_differently_for_no_known_reason_is_told()
    {
        await _platform.ExecuteAsync(
            """
            insert into statistics_hours (hour, version, state, figures, opened_at, published_at)
            select hour::timestamptz, 1, 'final', '{}', '2026-03-02T11:00Z', '2026-03-02T11:00Z'
            from unnest(array['2026-03-02T09:00Z', '2026-03-02T10:00Z']) hour;
            insert into statistics_discrepancies (hour, version, ticket_id, figure, ours, theirs, cause)
            values ('2026-03-02T09:00Z', 1, 5, 'reopens', 1, 0, 'restored'), ('2026-03-02T10:00Z', 1, 6, 'replies', 2, 1, 'unexplained')
            """
        );

        await WatchAsync(minutes: 3);

        (await TellingsAsync()).ShouldBe("hour.unexplained:2026-03-02T10:00:00Z:20260302T120100Z");
    }

    [Fact]
    public async Task Of_many_hours_that_nothing_explains_ten_are_told_each_and_the_others_together()
    {
        await _platform.ExecuteAsync(
            """
            insert into statistics_hours (hour, version, state, figures, opened_at, published_at)
            select hour, 1, 'final', '{}', '2026-03-02T11:00Z', '2026-03-02T11:00Z'
            from generate_series('2026-03-01T22:00Z'::timestamptz, '2026-03-02T09:00Z', '1 hour') hour;
            insert into statistics_discrepancies (hour, version, ticket_id, figure, ours, theirs, cause)
            select hour, 1, 6, 'history', null, null, 'gone' from statistics_hours
            """
        );

        await WatchAsync(minutes: 3);

        (await CountAsync("hour.unexplained:%")).ShouldBe(11);
        ((string)(await _platform.ScalarAsync("select body from notifications where body like '2 hours %'"))!).ShouldStartWith(
            "2 hours before 2026-03-02 00:00:00 UTC"
        );
    }

    [Theory]
    [InlineData("update alert_proofs set finished_at = null", 60, "They were never proven.")]
    [InlineData("", 75, "Last proven: 2026-03-02 12:00:00 UTC.")]
    public async Task Alerts_that_nobody_has_proven_for_an_hour_are_told(string proofs, int patience, string since)
    {
        await _platform.ExecuteAsync($"{proofs}; update sync_streams set watermark = '2026-03-03T12:00Z'");
        await WatchAsync(patience);
        (await TellingsAsync()).ShouldBe("");

        await WatchAsync(minutes: 5);

        (await CountAsync("alerts.unproven:alerts:%")).ShouldBe(1);
        (await _platform.ScalarAsync("select body from notifications")).ShouldBe(
            $"{since} Until the job evaluate-alerts ends well, nobody knows whether one is missing."
        );
    }

    [Fact]
    public async Task An_old_proof_after_an_outage_is_told_only_if_the_next_does_not_come()
    {
        await _platform.ExecuteAsync("update sync_streams set watermark = '2026-03-03T12:00Z'");
        _time.Advance(TimeSpan.FromHours(3));
        await WatchAsync(minutes: 14);

        await _platform.ExecuteAsync("update alert_proofs set finished_at = '2026-03-02T15:14Z'");
        await WatchAsync(minutes: 30);

        (await TellingsAsync()).ShouldBe("");
    }

    [Fact]
    public async Task Dead_letters_of_either_direction_are_told()
    {
        await _platform.ExecuteAsync(
            """
            insert into webhook_inbox (event_id, type, body, received_at, outcome) values ('1', 'any', '{}', '2026-03-02Z', 'dead');
            with told as (
                insert into notifications (id, key, kind, severity, occurred_at, created_at, title, body, data)
                values (gen_random_uuid(), 'old', 'old', 'info', '2026-03-01Z', '2026-03-01Z', '', '', '{}') returning id)
            insert into notification_deliveries (notification_id, target, state, give_up_at)
            select id, 'pager', 'dead', '2026-03-02Z' from told;
            """
        );

        await WatchAsync(minutes: 3);

        (await TellingsAsync()).ShouldBe(
            "inbox.dead-letters:webhooks:20260302T120100Z notifications.dead-letters:pager:20260302T120100Z old"
        );
    }

    [Fact]
    public async Task A_used_up_budget_is_told_when_it_stays_so()
    {
        await _platform.ExecuteAsync(
            "insert into zendesk_request_budgets (bucket, blocked_until) values ('exports', '2026-03-02T12:30Z') "
                + "on conflict (bucket) do update set blocked_until = excluded.blocked_until"
        );

        await WatchAsync(minutes: 5);
        (await CountAsync("budget.exhausted:%")).ShouldBe(0);
        await WatchAsync(minutes: 7);
        (await CountAsync("budget.exhausted:exports:20260302T120100Z")).ShouldBe(1);
    }

    private async Task WatchAsync(int minutes)
    {
        for (var minute = 0; minute < minutes; minute++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            await _platform.SendAsync(new WatchOperations());
        }
    }

    private async Task<string> TellingsAsync(string kind = "%") =>
        (string)
            (
                await _platform.ScalarAsync(
                    $"select coalesce(string_agg(key, ' ' order by key), '') from notifications where kind like '{kind}'"
                )
            )!;

    private async Task<long> CountAsync(string keys) =>
        (long)(await _platform.ScalarAsync($"select count(*) from notifications where key like '{keys}'"))!;
}
