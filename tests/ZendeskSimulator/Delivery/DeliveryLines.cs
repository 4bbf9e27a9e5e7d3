using System.Collections.Concurrent;

namespace TicketPlatform.ZendeskSimulator.Delivery;

/// <summary>The lines of all webhooks. A line begins with the first event; its invocations are forgotten on exit.</summary>
internal sealed class DeliveryLines(Endpoints endpoints, SimulatorClock clock, SimulatorOptions options) : IDisposable
{
    private readonly ConcurrentDictionary<string, DeliveryLine> lines = new();
    private readonly CancellationTokenSource stopping = new();

    public PendingDeliveries Pending { get; } = new();

    public DeliveryLine Of(string webhook) => lines.GetOrAdd(webhook, static (_, all) => all.NewLine(), this);

    /// <summary>Null as long as nothing has happened that the webhook wants.</summary>
    public DeliveryLine? Find(string webhook) => lines.GetValueOrDefault(webhook);

    public void Dispose()
    {
        stopping.Cancel();
        stopping.Dispose();
    }

    private DeliveryLine NewLine() => new(endpoints, clock, Pending, options.WebhookRetryPause, stopping.Token);
}
