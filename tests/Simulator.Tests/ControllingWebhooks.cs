using System.Diagnostics;

namespace TicketPlatform.Simulator.Tests;

public sealed class ControllingWebhooks : IAsyncLifetime
{
    private Zendesk zendesk = null!;

    public async Task InitializeAsync() => zendesk = await Zendesk.StartAsync();

    public async Task DisposeAsync() => await zendesk.DisposeAsync();

    [Fact]
    public async Task Rest_comes_when_the_last_delivery_is_settled()
    {
        var release = new TaskCompletionSource();
        await using var receiver = await WebhookReceiver.StartAsync((_, _) => release.Task);
        zendesk.Server.RegisterWebhook(receiver.Address);
        (await SettleAsync()).GetProperty("pending").GetInt32().ShouldBe(0);
        zendesk.World.Apply(new CreateTicket { RequesterId = zendesk.World.Users[0].Id });
        var rest = SettleAsync();
        (await CountsAsync()).GetProperty("pending").GetInt32().ShouldBe(1);
        rest.IsCompleted.ShouldBeFalse();
        release.SetResult();
        (await rest).GetProperty("settled").GetBoolean().ShouldBeTrue();
        var counts = await CountsAsync();
        counts.GetProperty("endpoint").GetString().ShouldBe(receiver.Address.ToString());
        foreach (var (name, value) in ((string, int)[])[("events", 1), ("delivered", 1), ("failed", 0), ("dropped", 0), ("pending", 0)])
            counts.GetProperty(name).GetInt32().ShouldBe(value, name);
    }

    [Fact]
    public void Only_this_machine_can_be_registered() =>
        Should.Throw<ArgumentException>(() => zendesk.Server.RegisterWebhook(new Uri("https://mirror.acme.example/hooks")));

    [Fact]
    public async Task A_load_changes_open_tickets_at_its_pace_one_load_at_a_time()
    {
        var events = zendesk.World.Events.Count;
        var started = Stopwatch.GetTimestamp();
        const string Load = """{"eventsPerSecond":100,"seconds":1,"seed":3}""";
        var begun = await zendesk.SendAsync(HttpMethod.Post, "/_simulator/load", Load, HttpStatusCode.Accepted);
        begun.GetProperty("total").GetInt32().ShouldBe(100);
        await zendesk.SendAsync(HttpMethod.Post, "/_simulator/load", Load, HttpStatusCode.Conflict);
        while ((await zendesk.GetAsync("/_simulator/load")).GetProperty("running").GetBoolean())
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        Stopwatch.GetElapsedTime(started).ShouldBeGreaterThan(TimeSpan.FromSeconds(0.9));
        (await zendesk.GetAsync("/_simulator/load")).GetProperty("done").GetInt32().ShouldBe(100);
        zendesk.World.Events.Count.ShouldBeGreaterThanOrEqualTo(events + 100);
        await zendesk.SendAsync(HttpMethod.Post, "/_simulator/load", """{"eventsPerSecond":0,"seconds":1}""", HttpStatusCode.BadRequest);
    }

    private Task<JsonElement> SettleAsync() => zendesk.SendAsync(HttpMethod.Post, "/_simulator/webhooks/settle");

    private async Task<JsonElement> CountsAsync() => (await zendesk.GetAsync("/_simulator/webhooks")).GetProperty("webhooks")[0];
}
