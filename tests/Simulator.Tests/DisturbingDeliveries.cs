using System.Diagnostics;

namespace TicketPlatform.Simulator.Tests;

public sealed class DisturbingDeliveries : IAsyncLifetime
{
    private const int Seed = 11;
    private const int Tickets = 60;

    private Zendesk zendesk = null!;
    private WebhookReceiver receiver = null!;

    public async Task InitializeAsync()
    {
        receiver = await WebhookReceiver.StartAsync();
        zendesk = await Zendesk.StartAsync();
        zendesk.Server.RegisterWebhook(receiver.Address);
    }

    public async Task DisposeAsync()
    {
        await zendesk.DisposeAsync();
        await receiver.DisposeAsync();
    }

    [Fact]
    public async Task The_same_seed_loses_the_same_events()
    {
        var first = await ReceivedAsync(new WebhookFaults { DropRate = 0.4 }, Seed);
        (await ReceivedAsync(new WebhookFaults { DropRate = 0.4 }, Seed)).ShouldBe(first, $"seed {Seed}");
        (await ReceivedAsync(new WebhookFaults { DropRate = 0.4 }, Seed + 1)).ShouldNotBe(first, $"seed {Seed}");
        first.Count.ShouldBeInRange(20, 50, $"seed {Seed}");
        var counts = zendesk.Server.Webhooks[0];
        counts.Events.ShouldBe(3 * Tickets);
        (counts.Delivered + counts.Dropped).ShouldBe(3 * Tickets);
    }

    [Fact]
    public async Task A_duplicate_is_the_same_event_in_another_invocation()
    {
        var received = await ReceivedAsync(new WebhookFaults { DuplicateRate = 0.5 }, Seed);
        var counts = zendesk.Server.Webhooks[0];
        counts.Duplicated.ShouldBeInRange(15, 45, $"seed {Seed}");
        received.Count.ShouldBe(Tickets + (int)counts.Duplicated);
        receiver.Deliveries.Select(delivery => delivery.Json.GetProperty("id").GetString()).Distinct().Count().ShouldBe(Tickets);
        receiver.Deliveries.Select(delivery => delivery.Invocation).Distinct().Count().ShouldBe(received.Count);
    }

    [Fact]
    public async Task Held_back_deliveries_arrive_in_another_order()
    {
        await ReceivedAsync(new WebhookFaults { ReorderSeconds = 0.4 }, Seed);
        var arrived = receiver.Deliveries.Select(delivery => delivery.Json.GetProperty("time").GetString()!).ToList();
        arrived.Count.ShouldBe(Tickets);
        // By chance alone, many neighbours swap places; 64 at a time swap a few without any fault.
        var swapped = arrived.Zip(arrived.Skip(1)).Count(pair => string.CompareOrdinal(pair.First, pair.Second) > 0);
        swapped.ShouldBeGreaterThan(Tickets / 4, $"seed {Seed}");
    }

    [Fact]
    public async Task Throttled_deliveries_come_late_and_are_signed_late()
    {
        var started = Stopwatch.GetTimestamp();
        await ReceivedAsync(new WebhookFaults { ThrottleSeconds = 1.1 }, Seed);
        Stopwatch.GetElapsedTime(started).ShouldBeGreaterThan(TimeSpan.FromSeconds(1));
        receiver.Deliveries.Count(IsLate).ShouldBe(Tickets, $"seed {Seed}");
    }

    private static bool IsLate(ReceivedDelivery sent) =>
        string.CompareOrdinal(sent.Timestamp[..19], sent.Json.GetProperty("time").GetString()![..19]) > 0;

    // Places within the run, since the tickets themselves differ from run to run.
    private async Task<List<int>> ReceivedAsync(WebhookFaults faults, int seed)
    {
        receiver.Forget();
        zendesk.Server.Faults = new FaultSettings { Seed = seed, Webhooks = faults };
        var first = zendesk.World.Tickets.Count + 1;
        for (var i = 0; i < Tickets; i++)
            zendesk.World.Apply(new CreateTicket { RequesterId = zendesk.World.Users[0].Id });
        await zendesk.Server.WebhooksSettledAsync();
        return
        [
            .. receiver
                .Deliveries.Select(delivery => int.Parse(delivery.Json.GetProperty("detail").GetProperty("id").GetString()!, null) - first)
                .Order(),
        ];
    }
}
