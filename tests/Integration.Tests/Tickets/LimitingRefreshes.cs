using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using TicketPlatform.Application.Synchronization;
using TicketPlatform.ZendeskSimulator.Faults;

namespace TicketPlatform.Integration.Tests.Tickets;

/// <summary>What a refresh may cost: Zendesk, the others, and whoever waits.</summary>
public sealed class LimitingRefreshes : IAsyncLifetime
{
    // Long enough that callers meet, short enough to answer in time.
    private static readonly FaultSettings Slow = new() { LatencyMs = 300 };

    private RefreshedMirror _scene = null!;

    public async Task InitializeAsync() => _scene = await RefreshedMirror.StartAsync();

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task A_view_that_is_young_enough_is_not_read_again()
    {
        (await _scene.RefreshAsync(maxAge: 86_400)).Refresh.ShouldBe("fresh");

        _scene.Questions.ShouldBe(0);
    }

    [Fact]
    public async Task Somebody_who_asks_without_end_has_Zendesk_asked_once_a_second()
    {
        var refreshes = new List<string>();
        for (var call = 0; call < 5; call++)
            refreshes.Add((await _scene.RefreshAsync()).Refresh);
        refreshes.ShouldBe(["done", "fresh", "fresh", "fresh", "fresh"]);
        _scene.Questions.ShouldBe(1);

        _scene.Zendesk.Clock.Advance(TimeSpan.FromSeconds(1));
        (await _scene.RefreshAsync()).Refresh.ShouldBe("done");
        _scene.Questions.ShouldBe(2);
    }

    [Fact]
    public async Task Callers_at_the_same_time_share_one_refresh()
    {
        _scene.Zendesk.Faults = Slow;

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _scene.RefreshAsync()));

        _scene.Questions.ShouldBe(1);
        answers.ShouldAllBe(answer => answer.Freshness.Source == "reread");
        answers.ShouldContain(answer => answer.Refresh == "done");
    }

    [Fact]
    public async Task Callers_on_two_nodes_share_one_refresh()
    {
        await using var other = _scene.StartNode();
        var created = _scene.Create();
        _scene.Zendesk.Faults = Slow;

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 10)
                .SelectMany(_ =>
                    new[] { _scene.Mirror.Platform, other }.Select(node => RefreshedMirror.ReadAsync(node, _scene.Ada, maxAge: 0))
                )
        );

        _scene.Questions.ShouldBe(1);
        answers.ShouldAllBe(answer => answer.Tickets.Any(ticket => ticket.Id == created.Id) && answer.Freshness.Source == "reread");
    }

    [Fact]
    public async Task Whoever_began_may_leave_without_ending_it_for_the_others()
    {
        _scene.Zendesk.Faults = Slow;
        using var leaving = new CancellationTokenSource();
        var query = new Application.Tickets.GetUserTickets(_scene.Ada, new(_scene.Ada, false), null, null, null, null, 25, null, 0);

        var began = _scene.Mirror.Platform.SendAsync(query, leaving.Token);
        while (await _scene.ScalarAsync("select count(*) from user_rereads where leased_until is not null") is 0L)
            await Task.Yield();
        var joined = _scene.RefreshAsync();
        await leaving.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(began);
        (await joined).Refresh.ShouldBe("done");
        _scene.Questions.ShouldBe(1);
    }

    [Fact]
    public async Task A_node_that_died_in_the_middle_keeps_others_waiting_for_its_lease_only()
    {
        await using var node = _scene.StartNode();
        var lease = _scene.Zendesk.Clock.GetUtcNow().AddSeconds(2);
        await _scene.ScalarAsync($"insert into user_rereads values ('{_scene.Ada}', 1, '{lease:O}')");
        (await RefreshedMirror.ReadAsync(node, _scene.Ada, maxAge: 0)).Freshness.Refresh.ShouldBe("timedOut");
        _scene.Questions.ShouldBe(0);

        _scene.Zendesk.Clock.Advance(TimeSpan.FromSeconds(2));

        (await _scene.RefreshAsync()).Refresh.ShouldBe("done");
        (await _scene.ScalarAsync("select fence from user_rereads")).ShouldBe(2L);
    }

    [Fact]
    public async Task Nobody_waits_longer_than_a_second_and_a_half_and_what_arrived_until_then_stays()
    {
        for (var number = 0; number < 1_500; number++)
            _scene.Create();
        var newest = _scene.Create();
        _scene.Zendesk.Faults = new FaultSettings { LatencyMs = 350 };
        await using var node = _scene.StartNode();
        var before = await RefreshedMirror.ReadAsync(node, _scene.Ada, maxAge: null);

        var start = Stopwatch.GetTimestamp();
        var after = await RefreshedMirror.ReadAsync(node, _scene.Ada, maxAge: 0);

        // Sixteen pages would take more than five seconds.
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(3));
        (after.Freshness.Refresh, after.Freshness.AsOf).ShouldBe(("timedOut", before.Freshness.AsOf));
        after.Tickets.ShouldContain(ticket => ticket.Id == newest.Id);
    }

    [Theory]
    [InlineData("rateLimited")]
    [InlineData("failed")]
    public async Task What_Zendesk_refuses_or_cannot_answer_is_said_and_what_is_stored_is_shown(string expected)
    {
        _scene.Zendesk.Faults = expected == "failed" ? new FaultSettings { Down = true } : new FaultSettings { RateLimitRate = 1 };
        var before = await _scene.ReadAsync();

        var (shown, refresh, freshness) = await _scene.RefreshAsync();

        (refresh, freshness.AsOf, freshness.Source).ShouldBe((expected, before.Freshness.AsOf, "export"));
        shown.Keys.ShouldBe(before.Tickets.Select(ticket => ticket.Id));
        (await _scene.RefreshAsync()).Refresh.ShouldBe(expected, "the next caller within a second is told the same");
    }

    [Fact]
    public async Task A_half_that_is_used_up_refreshes_nothing_and_holds_nothing_else_up()
    {
        var now = _scene.Zendesk.Clock.GetUtcNow();
        await _scene.ScalarAsync($"insert into zendesk_requests select 'account', 4, '{now:O}' from generate_series(1, 50000)");

        (await _scene.RefreshAsync()).Refresh.ShouldBe("rateLimited");
        _scene.Questions.ShouldBe(0);

        (await _scene.Mirror.RunAsync(_ => new CheckCredentials())).ShouldBeTrue();
        (await _scene.Mirror.RunAsync(budget => new SyncTickets(budget))).ShouldBeTrue();
        (await _scene.Mirror.RunAsync(budget => new ResolveRequesters(budget))).ShouldBeTrue();
    }

    [Fact]
    public async Task A_user_without_a_requester_is_searched_for_again_and_claims_nothing()
    {
        var eve = await _scene.Mirror.ProvisionAsync("eve@example.com");
        await _scene.Mirror.SettleAsync();
        (await SearchDueAsync(eve)).ShouldBeFalse();

        var answer = await RefreshedMirror.ReadAsync(_scene.Mirror.Platform, eve, maxAge: 0);

        (answer.Freshness.Refresh, answer.Freshness.Source).ShouldBe(("done", "export"));
        _scene.Questions.ShouldBe(0);
        (await SearchDueAsync(eve)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_search_that_too_many_others_wait_for_is_not_asked_for()
    {
        var eve = await _scene.Mirror.ProvisionAsync("eve@example.com");
        await _scene.Mirror.SettleAsync();
        for (var number = 0; number < 20; number++)
            await _scene.Mirror.ProvisionAsync($"nobody{number}@example.com");

        var answer = await RefreshedMirror.ReadAsync(_scene.Mirror.Platform, eve, maxAge: 0);

        answer.Freshness.Refresh.ShouldBe("rateLimited");
        (await SearchDueAsync(eve)).ShouldBeFalse();
    }

    private Task<bool> SearchDueAsync(Guid user) =>
        _scene.Mirror.Platform.LookAsync(db => db.Users.Where(each => each.Id == user).Select(each => each.SearchDue).SingleAsync());
}
