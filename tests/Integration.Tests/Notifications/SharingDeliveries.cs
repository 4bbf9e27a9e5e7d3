using TicketPlatform.Application.Notifications;
using TicketPlatform.Infrastructure.Notifications;
using TicketPlatform.Integration.Tests.Zendesk;

namespace TicketPlatform.Integration.Tests.Notifications;

public sealed class SharingDeliveries : IAsyncLifetime
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
    public async Task Two_nodes_at_once_deliver_every_message_once()
    {
        await using var messenger = await Messenger.StartAsync(Messenger.Webhook("panel", _panel));
        await using var node = messenger.StartNode();
        await messenger.TellAsync([.. Enumerable.Range(1, 300).Select(each => $"alert.opened:{each}")]);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(each => each % 2 == 0 ? messenger.DeliverAsync() : DeliverAsync(node, messenger)));

        (await messenger.CountAsync("delivered")).ShouldBe(300);
        _panel.Posts.Count.ShouldBe(300);
        _panel.Posts.DistinctBy(post => post.Id).Count().ShouldBe(300);
    }

    [Fact]
    public async Task A_node_that_dies_before_it_recorded_a_success_costs_one_repetition_under_the_same_id()
    {
        await using var messenger = await Messenger.StartAsync(Messenger.Webhook("panel", _panel));
        using var killed = new CancellationTokenSource();
        await messenger.TellAsync("alert.opened:1");
        _panel.Behaviour = _ => killed.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => messenger.DeliverAsync(killed.Token));
        _panel.Behaviour = Answer.Status(200);
        (await messenger.DeliverAsync()).Rows.ShouldBe(0);
        messenger.Time.Advance(TimeSpan.FromSeconds(10));
        (await messenger.DeliverAsync()).Rows.ShouldBe(1);

        _panel.Posts.Select(post => post.Id).Distinct().ShouldHaveSingleItem();
        _panel.Posts.Count.ShouldBe(2);
        (await messenger.ReceiptsAsync("alert.opened:1")).Single().State.ShouldBe("delivered");
    }

    [Fact]
    public async Task A_node_that_has_lost_its_claim_may_tell_of_a_success_but_not_of_a_failure()
    {
        await using var messenger = await Messenger.StartAsync(Messenger.Webhook("panel", _panel));
        var deliveries = messenger.Platform.Service<INotificationDeliveries>();
        await messenger.TellAsync("alert.opened:1");
        var (now, later) = (messenger.Time.GetUtcNow(), messenger.Time.GetUtcNow().AddSeconds(10));
        var lost = (await deliveries.ClaimAsync("panel", now, later, 1, CancellationToken.None)).Single();
        (await deliveries.ClaimAsync("panel", now, later, 1, CancellationToken.None)).ShouldBeEmpty();
        await deliveries.ClaimAsync("panel", later, later.AddSeconds(10), 1, CancellationToken.None);

        await deliveries.FailedAsync(lost, "HTTP 500", retryAt: null, CancellationToken.None);
        (await messenger.CountAsync("pending")).ShouldBe(1);
        await deliveries.DeliveredAsync(lost, "HTTP 200", later, CancellationToken.None);
        (await messenger.CountAsync("delivered")).ShouldBe(1);
    }

    [Fact]
    public async Task A_worker_delivers_as_soon_as_the_message_is_committed()
    {
        await using var messenger = await Messenger.StartAsync(Messenger.Webhook("panel", _panel), Messenger.Webhook("other", _chat));
        var services = messenger.Platform;
        using var worker = new NotificationWorker(
            services.Service<IServiceScopeFactory>(),
            services.Service<Npgsql.NpgsqlDataSource>(),
            services.Service<NotificationRouting>(),
            messenger.Time,
            services.Service<ILogger<NotificationWorker>>()
        );
        _chat.Behaviour = Answer.Never();
        await messenger.TellAsync("alert.opened:before");

        await worker.StartAsync(CancellationToken.None);
        var before = await _panel.ArrivalAsync();
        await _chat.ArrivalAsync();
        await messenger.TellAsync("alert.opened:after");
        var after = await _panel.ArrivalAsync();

        after.Id.ShouldNotBe(before.Id);
        await worker.StopAsync(CancellationToken.None);
    }

    private static Task<Application.Jobs.SliceOutcome> DeliverAsync(Platform node, Messenger messenger) =>
        node.SendAsync(new Application.Notifications.DeliverNotifications(new Application.Jobs.SliceBudget(messenger.Time)));
}
