using TicketPlatform.Application.Jobs;
using TicketPlatform.Domain.Tickets;

namespace TicketPlatform.Integration.Tests.Alerts;

/// <summary>Damage that no change through the product can do, planted behind its back.</summary>
public sealed class ProvingAlerts : IAsyncLifetime
{
    private readonly AlertedPlatform _platform = new();

    public Task InitializeAsync() => _platform.InitializeAsync();

    public Task DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task Nothing_is_repaired_where_everything_fits()
    {
        var ada = await _platform.PersonAsync();
        await _platform.TicketsAsync(ada, 5);

        (await _platform.ProveAsync()).ShouldBe(new SliceOutcome(Rows: 1));

        (await RepairedAsync()).ShouldBe(0L);
    }

    [Fact]
    public async Task What_does_not_fit_is_found_repaired_and_told()
    {
        var (lacking, changed, gone, fewer) = (
            await _platform.PersonAsync(),
            await _platform.PersonAsync(),
            await _platform.PersonAsync(),
            await _platform.PersonAsync()
        );
        foreach (var person in new[] { lacking, changed, gone, fewer })
            await _platform.TicketsAsync(person, 4);
        await _platform.Platform.ExecuteAsync(
            $"""
            delete from alerts where user_id = '{lacking.Id}';
            insert into tickets select zendesk_id + 500000, user_id, requester_id, subject, description, 'open', custom_status_id, priority,
                assignee_id, group_id, created_at, updated_at, status_changed_at, solved_at, deleted_at, is_public, is_merged_away, version,
                source, observed_at, reread_due, fence
                from tickets where user_id = '{changed.Id}' limit 1;
            delete from users where id = '{gone.Id}';
            update tickets set status = 'solved' where user_id = '{fewer.Id}';
            """
        );

        await _platform.ProveAsync();

        (await RepairedAsync()).ShouldBe(4L);
        (await _platform.AlertAsync(lacking)).Cause.ShouldBe("proof");
        (await _platform.AlertAsync(changed)).OpenTickets.ShouldBe(5);
        (await _platform.AlertsAsync(gone)).ShouldHaveSingleItem().State.ShouldBe("closed");
        (await _platform.AlertAsync(fewer)).BelowSince.ShouldNotBeNull();
        (await _platform.Platform.ScalarAsync("select count(*) from notifications where kind = 'alerts.repaired'")).ShouldBe(1L);

        _platform.Time.Advance(TimeSpan.FromMinutes(1));
        await _platform.ProveAsync();
        (await RepairedAsync()).ShouldBe(0L);
    }

    [Fact]
    public async Task An_episode_that_nobody_closed_in_time_is_closed()
    {
        var ada = await _platform.PersonAsync();
        var tickets = await _platform.TicketsAsync(ada, 4);
        await _platform.ObserveAsync(tickets[0], ada, TicketStatus.Solved);
        var fell = _platform.Time.GetUtcNow();
        _platform.Time.Advance(TimeSpan.FromHours(1));

        await _platform.ProveAsync();

        (await _platform.AlertsAsync(ada)).ShouldHaveSingleItem().ClosedAt.ShouldBe(fell.AddMinutes(2));
    }

    [Fact]
    public async Task A_proof_that_was_broken_off_is_gone_on_with()
    {
        await _platform.Platform.ExecuteAsync(
            $"""
            insert into alert_proofs (begun_at, position, users, repaired)
            values ('{_platform.Time.GetUtcNow().AddMinutes(-1):O}', '80000000-0000-0000-0000-000000000000', 41, 1)
            """
        );

        await _platform.ProveAsync();

        (await _platform.Platform.ScalarAsync("select users from alert_proofs where finished_at is not null")).ShouldBe(41L);
    }

    [Fact]
    public async Task The_database_refuses_a_second_open_episode()
    {
        var ada = await _platform.PersonAsync();
        await _platform.TicketsAsync(ada, 4);

        var refused = await Should.ThrowAsync<Npgsql.PostgresException>(() =>
            _platform.Platform.ExecuteAsync(
                """
                insert into alerts select gen_random_uuid(), user_id, opened_at, null, cause, caused_by, alert_limit, open_tickets, peak,
                    evidence, null, null, null, null, null, null, 0, null, null from alerts
                """
            )
        );

        refused.ConstraintName.ShouldBe("alerts_one_open");
    }

    private Task<object?> RepairedAsync() =>
        _platform.Platform.ScalarAsync("select repaired from alert_proofs where finished_at is not null order by begun_at desc limit 1");
}
