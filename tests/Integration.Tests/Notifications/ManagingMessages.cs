using System.Net;
using System.Text.Json;
using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Notifications;
using TicketPlatform.Domain.Notifications;
using TicketPlatform.Integration.Tests.Rest;
using TicketPlatform.Integration.Tests.Zendesk;

namespace TicketPlatform.Integration.Tests.Notifications;

public sealed class ManagingMessages : IAsyncLifetime
{
    private HttpTarget _panel = null!;
    private HttpTarget _chat = null!;
    private PlatformHost _host = null!;

    public async Task InitializeAsync()
    {
        (_panel, _chat) = (await HttpTarget.StartAsync(), await HttpTarget.StartAsync());
        var settings = Messenger.Settings(Messenger.Webhook("panel", _panel), Messenger.Slack("chat", _chat));
        _host = await PlatformHost.StartAsync(settings.ToDictionary(each => each.Key, each => each.Value!));
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _panel.DisposeAsync();
        await _chat.DisposeAsync();
    }

    [Fact]
    public async Task Messages_are_listed_with_their_receipts_and_dead_ones_are_replayed()
    {
        _chat.Behaviour = Answer.Json("channel_is_archived", 410);
        await TellAsync("alert.opened:1", "alert.opened:2", "stream.stalled:1");
        for (var slice = 0; slice < 2; slice++)
        {
            await DeliverAsync();
            _host.Time.Advance(TimeSpan.FromDays(1));
        }

        var dead = await GetAsync("/api/notifications?state=dead&kind=alert.opened&limit=1");
        var next = dead.GetProperty("page").GetProperty("next").GetString();
        var rest = await GetAsync($"/api/notifications?state=dead&kind=alert.opened&limit=1&cursor={next}");
        Keys(dead).Concat(Keys(rest)).ShouldBe(["alert.opened:1", "alert.opened:2"], ignoreOrder: true);
        rest.GetProperty("page").GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
        Keys(await GetAsync("/api/notifications?state=pending")).ShouldBeEmpty();
        Keys(await GetAsync("/api/notifications?state=delivered")).Count.ShouldBe(3);
        var message = dead.GetProperty("notifications")[0];
        message
            .GetProperty("deliveries")
            .EnumerateArray()
            .Select(each => (Text(each, "target"), Text(each, "state"), Text(each, "lastError"), Text(each, "receipt")))
            .ShouldBe([("chat", "dead", "HTTP 410: channel_is_archived", null), ("panel", "delivered", null, "HTTP 200")]);

        _chat.Behaviour = Answer.Status(200);
        var id = message.GetProperty("id").GetString();
        (await PostAsync($"/api/notifications/{id}/replay")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await DeliverAsync();

        await (await PostAsync($"/api/notifications/{id}/replay")).ShouldBeProblemAsync(HttpStatusCode.Conflict, "notification-not-dead");
        (_chat.Accepted.Count, _panel.Posts.Count).ShouldBe((1, 3));
        _host.Log.Lines.ShouldContain(line => line.Text.Contains("is a dead letter: HTTP 410"));
        _host.Log.Lines.ShouldNotContain(line => line.Text.Contains("secret-path") || line.Text.Contains(Messenger.Secret));
        _host.Log.Lines.ShouldNotContain(line => line.Text.Contains("channel_is_archived"));
    }

    [Fact]
    public async Task A_kind_that_no_database_could_hold_is_refused()
    {
        using var admin = _host.Admin();

        await (await admin.GetAsync("/api/notifications?kind=alert%00opened")).ShouldBlameAsync("kind");
    }

    [Fact]
    public async Task A_test_message_tells_at_once_what_the_target_did()
    {
        var good = await (await PostAsync("/api/alerts/test", new { target = "panel" })).JsonAsync();
        _chat.Behaviour = Answer.Json("no_service", 404);
        var bad = await (await PostAsync("/api/alerts/test", new { target = "chat" })).JsonAsync();

        (good.GetProperty("delivered").GetBoolean(), Text(good, "answer")).ShouldBe((true, "HTTP 200"));
        (bad.GetProperty("delivered").GetBoolean(), Text(bad, "answer")).ShouldBe((false, "HTTP 404: no_service"));
        _panel.Posts.ShouldHaveSingleItem();
        Keys(await GetAsync("/api/notifications")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused_by_name()
    {
        using var admin = _host.Admin();
        await (await admin.GetAsync("/api/notifications?state=lost")).ShouldBlameAsync("state");
        await (await admin.GetAsync("/api/notifications?limit=0")).ShouldBlameAsync("limit");
        await (await admin.GetAsync("/api/notifications?cursor=AAAA")).ShouldBlameAsync("cursor");
        await (await PostAsync("/api/notifications/1/replay")).ShouldBlameAsync("id");
        await (await PostAsync($"/api/notifications/{Guid.NewGuid()}/replay")).ShouldBeProblemAsync(
            HttpStatusCode.NotFound,
            "notification-not-found"
        );
        await (await PostAsync("/api/alerts/test", new { target = "" })).ShouldBlameAsync("target");
        var unknown = await (await PostAsync("/api/alerts/test", new { target = "pigeon" })).ShouldBeProblemAsync(
            HttpStatusCode.NotFound,
            "target-not-found"
        );
        Text(unknown, "detail").ShouldBe("There is no target pigeon; there are panel, chat.");
    }

    private async Task TellAsync(params string[] keys)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        Notification[] messages = [.. keys.Select(key => Messenger.Message(key))];
        await scope.ServiceProvider.GetRequiredService<INotificationQueue>().AddAsync(messages, CancellationToken.None);
    }

    private Task<SliceOutcome> DeliverAsync() => _host.SendAsync(new DeliverNotifications(new SliceBudget(_host.Time)));

    private async Task<JsonElement> GetAsync(string path)
    {
        using var admin = _host.Admin();
        return await (await admin.GetAsync(path)).JsonAsync();
    }

    private async Task<HttpResponseMessage> PostAsync(string path, object? body = null)
    {
        using var admin = _host.Admin();
        return await admin.PostAsJsonAsync(path, body);
    }

    private static List<string?> Keys(JsonElement list) =>
        [.. list.GetProperty("notifications").EnumerateArray().Select(each => Text(each, "key"))];

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
