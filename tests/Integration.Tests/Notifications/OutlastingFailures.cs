using TicketPlatform.Integration.Tests.Zendesk;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Notifications;

public sealed class OutlastingFailures : IAsyncLifetime
{
    private HttpTarget _panel = null!;
    private HttpTarget _chat = null!;

    public async Task InitializeAsync() => (_panel, _chat) = (await HttpTarget.StartAsync(), await HttpTarget.StartAsync());

    public async Task DisposeAsync()
    {
        await _panel.DisposeAsync();
        await _chat.DisposeAsync();
    }

    [Fact]
    public async Task A_target_that_answers_500_for_ten_minutes_gets_all_once_it_is_back_and_delays_nobody()
    {
        await using var messenger = await Messenger.StartAsync(Messenger.Webhook("panel", _panel), Messenger.Webhook("other", _chat));
        _panel.Behaviour = Answer.Status(500);

        for (var minute = 1; minute <= 10; minute++)
        {
            await messenger.TellAsync($"alert.opened:{minute}");
            await messenger.DeliverAsync();
            _chat.Accepted.Count.ShouldBe(minute);
            for (var part = 0; part < 3; part++)
            {
                messenger.Time.Advance(TimeSpan.FromSeconds(20));
                await messenger.DeliverAsync();
            }
        }
        (await messenger.CountAsync("pending")).ShouldBe(10);
        _panel.Behaviour = Answer.Status(200);
        await messenger.SettleAsync(atMost: TimeSpan.FromMinutes(14));

        _panel.Accepted.Select(post => post.Id).ShouldBe(_chat.Posts.Select(post => post.Id), ignoreOrder: true);
        _chat.Posts.Count.ShouldBe(10);
    }

    [Fact]
    public async Task A_target_that_hangs_is_given_up_after_three_seconds_and_delays_nobody()
    {
        await using var messenger = await Messenger.StartAsync(Messenger.Webhook("panel", _panel), Messenger.Webhook("other", _chat));
        _panel.Behaviour = Answer.Never();
        await messenger.TellAsync("alert.opened:1");

        var slice = messenger.DeliverAsync();
        await _panel.ArrivalAsync();
        await messenger.UntilAsync("select state = 'delivered' from notification_deliveries where target = 'other'");
        slice.IsCompleted.ShouldBeFalse();
        messenger.Time.Advance(TimeSpan.FromSeconds(3));
        (await slice).Problem.ShouldBe("panel: No answer within 3 s.");

        _panel.Behaviour = Answer.Status(200);
        await messenger.SettleAsync(atMost: TimeSpan.FromSeconds(20));
        (_panel.Accepted.Count, _panel.Posts.Count, _chat.Posts.Count).ShouldBe((1, 2, 1));
    }

    [Fact]
    public async Task A_connection_that_is_reset_is_tried_again()
    {
        await using var messenger = await Messenger.StartAsync(Messenger.Webhook("panel", _panel));
        _panel.Behaviour = Answer.Reset();
        await messenger.TellAsync("alert.opened:1");

        (await messenger.DeliverAsync()).Problem.ShouldBe("panel: The connection was lost.");
        _panel.Behaviour = Answer.Status(200);
        await messenger.SettleAsync(atMost: TimeSpan.FromSeconds(20));

        _panel.Posts.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_redirect_is_a_failure_and_not_followed()
    {
        await using var messenger = await Messenger.StartAsync(Messenger.Webhook("panel", _panel));
        _panel.Behaviour = Answer.Status(307, ("Location", _chat.Address.ToString()));
        await messenger.TellAsync("alert.opened:1");

        (await messenger.DeliverAsync()).Problem.ShouldBe("panel: HTTP 307: redirects are not followed.");

        _chat.Posts.ShouldBeEmpty();
        (await messenger.ReceiptsAsync("alert.opened:1")).Single().State.ShouldBe("pending");
    }

    [Fact]
    public async Task A_target_that_asks_for_patience_is_given_it_within_reason()
    {
        await using var messenger = await Messenger.StartAsync(Messenger.Webhook("panel", _panel));
        foreach (var (asked, seconds) in new[] { ("120", 120), ("Mon, 02 Mar 2026 12:10:00 GMT", 600), ("864000", 6 * 3600) })
        {
            _panel.Behaviour = Answer.Status(503, ("Retry-After", asked));
            await messenger.TellAsync($"alert.opened:{asked}");

            await messenger.DeliverAsync();

            (await messenger.ReceiptsAsync($"alert.opened:{asked}")).Single().NextAttemptAt.ShouldBe(Observed.Noon.AddSeconds(seconds));
        }
    }

    [Fact]
    public async Task What_fails_for_a_day_is_a_dead_letter_and_what_was_named_by_nobody_for_a_day_too()
    {
        await using var messenger = await Messenger.StartAsync(Messenger.Webhook("panel", _panel), Messenger.Webhook("other", _chat));
        _panel.Behaviour = Answer.Status(400);
        await messenger.TellAsync("alert.opened:1");
        await messenger.Platform.ExecuteAsync(
            "insert into notification_deliveries (notification_id, target, next_attempt_at, give_up_at) "
                + "select notification_id, 'gone', next_attempt_at, give_up_at from notification_deliveries where target = 'panel'"
        );

        for (var attempt = 0; attempt < 60; attempt++)
        {
            await messenger.DeliverAsync();
            messenger.Time.Advance(TimeSpan.FromMinutes(30));
        }

        var receipts = await messenger.ReceiptsAsync("alert.opened:1");
        receipts.Select(receipt => (receipt.Target, receipt.State)).ShouldBe([("gone", "dead"), ("other", "delivered"), ("panel", "dead")]);
        receipts[0].LastError.ShouldBe("The settings name no such target any more.");
        receipts[2].LastError.ShouldBe("HTTP 400");
        _panel.Posts.Count.ShouldBeInRange(20, 40);
        _chat.Posts.ShouldHaveSingleItem();
    }
}
