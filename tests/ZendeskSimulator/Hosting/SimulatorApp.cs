using TicketPlatform.ZendeskSimulator.Activity;
using TicketPlatform.ZendeskSimulator.Control;
using TicketPlatform.ZendeskSimulator.Delivery;
using TicketPlatform.ZendeskSimulator.Events;
using TicketPlatform.ZendeskSimulator.Seeding;
using TicketPlatform.ZendeskSimulator.Support;
using TicketPlatform.ZendeskSimulator.Webhooks;

namespace TicketPlatform.ZendeskSimulator.Hosting;

/// <summary>Puts the account, Zendesk's API and the control API together.</summary>
internal static class SimulatorApp
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromMilliseconds(500);

    public static WebApplication Build(SimulatorOptions options)
    {
        // No arguments and no settings files: a simulator is what its options say.
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddConsole().SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, options.Port));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.Services.AddRouting();
        builder.Services.AddResponseCompression();
        AddSimulator(builder.Services, options);

        var app = builder.Build();
        if (options.Compress)
            app.UseResponseCompression();
        app.UseMiddleware<ZendeskHeaders>();
        app.UseRouting();
        app.UseWhen(IsZendesk, UseZendesk);
        app.UseEndpoints(static _ => { });
        MapZendesk(app);
        app.MapControl();
        app.Services.GetRequiredService<WebhookFeed>().Follow();
        return app;
    }

    private static void AddSimulator(IServiceCollection services, SimulatorOptions options)
    {
        var clock = new SimulatorClock(options.TimeProvider);
        var fresh = new Journal.Origin(clock.Seconds, options.Seed, options.Users, options.Tickets, options.Email, options.Days);
        var journal = options.StateFile is { } path ? Journal.Open(path, fresh) : null;
        var origin = journal?.Start ?? fresh;
        var world = new World(clock, origin.Seed);
        new SeededHistory(world, origin).Build();
        foreach (var change in journal?.Changes ?? [])
            change.Replay(world);
        if (journal is not null)
        {
            world.Applied += applied => journal.Append(applied.Change);
            // By factory: the container disposes, and so saves, only what it made.
            services.AddSingleton(_ => journal).AddHostedService<JournalFlush>();
        }
        services.AddSingleton(options).AddSingleton(clock).AddSingleton(world);
        services.AddSingleton<AuditOrder>();
        services.AddSingleton<FaultPlan>().AddSingleton<RateLimiter>().AddSingleton<OAuthTokens>().AddSingleton<RequestLog>();
        services.AddSingleton<JobStatuses>().AddSingleton<IdempotencyKeys>().AddSingleton<Ulids>();
        services.AddSingleton<Envelopes>().AddSingleton<Endpoints>().AddSingleton<DeliveryLines>().AddSingleton<WebhookFeed>();
        services.AddSingleton<ChangeLoad>();
        services.AddSingleton<LiveActivity>().AddHostedService(provider => provider.GetRequiredService<LiveActivity>());
    }

    private static bool IsZendesk(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api/v2") || context.Request.Path.StartsWithSegments("/oauth");

    private static void UseZendesk(IApplicationBuilder zendesk) =>
        zendesk
            .UseMiddleware<RequestLogging>()
            .UseMiddleware<FaultInjection>()
            .UseMiddleware<Authentication>()
            .UseMiddleware<RateLimiting>();

    private static void MapZendesk(WebApplication app)
    {
        app.MapOAuth();
        var api = app.MapGroup("/api/v2");
        api.MapTicketExport();
        api.MapTicketEventExport();
        api.MapUserExport();
        api.MapTickets();
        api.MapTicketAudits();
        api.MapTicketMetrics();
        api.MapTicketWriting();
        api.MapDeletedTickets();
        api.MapJobStatuses();
        api.MapUsers();
        api.MapUserWriting();
        api.MapIdentities();
        api.MapSearch();
        api.MapWebhooks();
        api.MapWebhookDeliveries();
        app.MapFallback(() => Refusal.UnknownPath);
    }
}
