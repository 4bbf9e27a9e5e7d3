using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using TicketPlatform.ZendeskSimulator.Activity;
using TicketPlatform.ZendeskSimulator.Control;
using TicketPlatform.ZendeskSimulator.Delivery;
using TicketPlatform.ZendeskSimulator.Events;
using TicketPlatform.ZendeskSimulator.Webhooks;

namespace TicketPlatform.ZendeskSimulator.Hosting;

/// <summary>A running simulator on 127.0.0.1.</summary>
public sealed class SimulatorServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private SimulatorServer(WebApplication app)
    {
        this.app = app;
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        BaseAddress = new Uri(addresses!.Addresses.First());
    }

    public Uri BaseAddress { get; }
    public World World => app.Services.GetRequiredService<World>();
    public SimulatorClock Clock => World.Clock;
    public SimulatorOptions Options => app.Services.GetRequiredService<SimulatorOptions>();

    /// <summary>What goes wrong from now on; setting it starts the seeded sequence anew.</summary>
    public FaultSettings Faults
    {
        get => app.Services.GetRequiredService<FaultPlan>().Current;
        set => app.Services.GetRequiredService<FaultPlan>().Current = value;
    }

    public bool RateLimits
    {
        get => app.Services.GetRequiredService<RateLimiter>().Enabled;
        set => app.Services.GetRequiredService<RateLimiter>().Enabled = value;
    }

    /// <summary>What it was asked, oldest first; the last ten thousand requests.</summary>
    public IReadOnlyList<LoggedRequest> Log => app.Services.GetRequiredService<RequestLog>().Recent;

    /// <summary>The webhooks, and what became of their events since the start.</summary>
    public IReadOnlyList<WebhookTruth> Webhooks => WebhookTruth.All(World, app.Services.GetRequiredService<DeliveryLines>());

    /// <summary>
    /// Registers a webhook for everything that a mirror of tickets and their requesters needs to hear of, and returns the secret that
    /// signs its deliveries.
    /// </summary>
    /// <exception cref="ArgumentException">The endpoint is not on this machine.</exception>
    public string RegisterWebhook(Uri endpoint)
    {
        if (!endpoint.IsAbsoluteUri || !Endpoints.IsAllowed(endpoint))
            throw new ArgumentException("The simulator sends webhooks to loopback addresses only.", nameof(endpoint));
        var id = app.Services.GetRequiredService<Ulids>().Next();
        var blank = WebhookDraft.New(id, Signature.NewSecret(), Clock.GetUtcNow(), World.Users[0]);
        return World
            .Apply(new SaveWebhook(blank with { Name = "mirror", Endpoint = endpoint, Subscriptions = EventTypes.Mirror }))
            .SigningSecret;
    }

    /// <summary>
    /// Lives through hours in a moment: random changes of every kind, dated between the clock and as many hours later, with the clock going
    /// along. The same account and seed live through the same.
    /// </summary>
    public LivedSpan Live(int hours, int changesPerHour, int seed) => Live(TimeSpan.FromHours(hours), hours * changesPerHour, seed);

    /// <summary>Lives through a while of whole seconds, more of them than changes, in the same way.</summary>
    public LivedSpan Live(TimeSpan span, int changes, int seed) => LivedHours.Live(World, span, changes, seed);

    /// <summary>Completes when no delivery is held back, waiting for a retry or on its way any more.</summary>
    public Task WebhooksSettledAsync(CancellationToken cancellationToken = default) =>
        app.Services.GetRequiredService<DeliveryLines>().Pending.WhenNoneAsync(cancellationToken);

    public static async Task<SimulatorServer> StartAsync(SimulatorOptions options, CancellationToken cancellationToken = default)
    {
        var app = SimulatorApp.Build(options);
        try
        {
            await app.StartAsync(cancellationToken);
            return new SimulatorServer(app);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Completes when the process is told to end.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken = default) => app.WaitForShutdownAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
