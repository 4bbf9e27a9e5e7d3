using System.Text.Json;
using TicketPlatform.Domain.Notifications;
using TicketPlatform.Infrastructure.Notifications;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Notifications;

public sealed class DeliveringMessages : IAsyncLifetime
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
    public async Task A_webhook_is_signed_over_what_it_says()
    {
        await using var messenger = await Messenger.StartAsync(Messenger.Webhook("panel", _panel));
        await messenger.TellAsync("alert.opened:1");

        await messenger.DeliverAsync();

        var post = _panel.Posts.ShouldHaveSingleItem();
        post.Headers["webhook-timestamp"].ShouldBe($"{Observed.Noon.ToUnixTimeSeconds()}");
        post.Headers["webhook-signature"]
            .ShouldBe(WebhookSignature.Of(post.Id, Observed.Noon, post.Body, [WebhookSignature.KeyIn(Messenger.Secret)!]));
        var body = JsonSerializer.Deserialize<JsonElement>(post.Body);
        body.GetProperty("id").GetString().ShouldBe(post.Id);
        body.GetProperty("type").GetString().ShouldBe("alert.opened");
        body.GetProperty("timestamp").GetDateTimeOffset().ShouldBe(Observed.Noon);
        body.GetProperty("severity").GetString().ShouldBe("warning");
        body.GetProperty("title").GetString().ShouldBe("Title of alert.opened:1");
        body.GetProperty("data").GetProperty("user").GetString().ShouldBe("0b7e");
        var receipt = (await messenger.ReceiptsAsync("alert.opened:1")).ShouldHaveSingleItem();
        (receipt.State, receipt.Attempts, receipt.Receipt, receipt.DeliveredAt).ShouldBe(("delivered", 1, "HTTP 200", Observed.Noon));
    }

    [Fact]
    public async Task Slack_is_sent_text_in_which_nothing_is_markup_but_the_title()
    {
        await using var messenger = await Messenger.StartAsync(Messenger.Slack("chat", _chat));
        await messenger.TellAsync(Messenger.Message("alert.opened:1") with { Title = "<!channel> & co", Body = "Look" });

        await messenger.DeliverAsync();

        var body = JsonSerializer.Deserialize<JsonElement>(_chat.Posts.ShouldHaveSingleItem().Body);
        body.GetProperty("text").GetString().ShouldBe(":warning: *&lt;!channel&gt; &amp; co*\nLook");
    }

    [Fact]
    public async Task What_is_told_twice_or_rolled_back_is_delivered_once_or_not_at_all()
    {
        await using var messenger = await Messenger.StartAsync(Messenger.Webhook("panel", _panel));
        await messenger.TellAsync("alert.opened:1", "alert.opened:1", "alert.opened:2");
        await messenger.TellAsync("alert.opened:2");
        await Should.ThrowAsync<InvalidOperationException>(() =>
            messenger.Platform.LookAsync(db =>
                db.InTransactionAsync<bool>(
                    async token =>
                    {
                        var queue = new NotificationQueue(db, messenger.Platform.Service<NotificationRouting>(), messenger.Time);
                        await queue.AddAsync([Messenger.Message("alert.opened:3")], token);
                        throw new InvalidOperationException();
                    },
                    CancellationToken.None
                )
            )
        );

        await messenger.DeliverAsync();

        _panel.Posts.Count.ShouldBe(2);
        (await messenger.Platform.ScalarAsync("select string_agg(key, ' ' order by key) from notifications")).ShouldBe(
            "alert.opened:1 alert.opened:2"
        );
    }

    [Fact]
    public async Task Each_target_gets_what_its_kinds_and_severity_say_and_one_id_everywhere()
    {
        await using var messenger = await Messenger.StartAsync(
            Messenger.Webhook("panel", _panel, ("Kinds:0", "alert.*")),
            Messenger.Webhook("pager", _chat, ("LeastSeverity", "critical"))
        );
        await messenger.TellAsync(
            Messenger.Message("alert.opened:1"),
            Messenger.Message("alert.escalated:1", NotificationSeverity.Critical),
            Messenger.Message("stream.stalled:1", NotificationSeverity.Info)
        );

        await messenger.DeliverAsync();

        _panel.Posts.Count.ShouldBe(2);
        _panel.Posts.ShouldContain(post => post.Id == _chat.Posts.Single().Id);
        (await messenger.ReceiptsAsync("stream.stalled:1")).ShouldBeEmpty();
    }
}
