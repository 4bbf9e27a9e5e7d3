using TicketPlatform.Application;
using TicketPlatform.Infrastructure;
using TicketPlatform.Infrastructure.Persistence;
using TicketPlatform.Infrastructure.Telemetry;
using TicketPlatform.WebApi;
using TicketPlatform.WebApi.Alerts;
using TicketPlatform.WebApi.Notifications;
using TicketPlatform.WebApi.OpenApi;
using TicketPlatform.WebApi.Operations;
using TicketPlatform.WebApi.Statistics;
using TicketPlatform.WebApi.Streaming;
using TicketPlatform.WebApi.Tickets;
using TicketPlatform.WebApi.Users;
using TicketPlatform.WebApi.Webhooks;

try
{
    var builder = WebApplication.CreateBuilder(args);

    builder.AddStructuredLogging();
    builder.AddApi();
    builder.Services.AddApplication().AddInfrastructure(builder.Configuration);

    var app = builder.Build();

    app.UseApi();
    app.MapApiDescription();
    app.MapTickets();
    app.MapStatistics();
    app.MapStreams();
    app.MapUsers();
    app.MapWebhooks();
    app.MapAlerts();
    app.MapNotifications();
    app.MapStatus();
    app.MapHealth();
    app.MapMetrics();
    app.AnnounceStart();

    await app.Services.MigrateDatabaseAsync(app.Lifetime.ApplicationStopping);
    await app.RunAsync();
    return 0;
}
catch (Exception exception) when (StartupRefusal.Of(exception) is { } line)
{
    await Console.Error.WriteLineAsync(line);
    return 1;
}
