using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TicketPlatform.Application.Operations;
using TicketPlatform.Application.Outbox;
using TicketPlatform.Application.Reconciliation;
using TicketPlatform.Application.Synchronization;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Application.Users;
using TicketPlatform.Infrastructure.Alerts;
using TicketPlatform.Infrastructure.Jobs;
using TicketPlatform.Infrastructure.Notifications;
using TicketPlatform.Infrastructure.Operations;
using TicketPlatform.Infrastructure.Outbox;
using TicketPlatform.Infrastructure.Persistence;
using TicketPlatform.Infrastructure.Reconciliation;
using TicketPlatform.Infrastructure.Statistics;
using TicketPlatform.Infrastructure.Streaming;
using TicketPlatform.Infrastructure.Synchronization;
using TicketPlatform.Infrastructure.Telemetry;
using TicketPlatform.Infrastructure.Tickets;
using TicketPlatform.Infrastructure.Users;
using TicketPlatform.Infrastructure.Webhooks;
using TicketPlatform.Infrastructure.Zendesk;

namespace TicketPlatform.Infrastructure;

public static class InfrastructureServices
{
    extension(IServiceCollection services)
    {
        /// <summary>Registers what stands behind the ports. <c>Roles</c> (api, worker, or both) decides whether this node runs jobs.</summary>
        public IServiceCollection AddInfrastructure(IConfiguration configuration)
        {
            services.TryAddSingleton(TimeProvider.System);
            services.AddTelemetry(configuration);
            services.AddDatabase(configuration);
            services.AddScoped<ITicketStore, TicketStore>();
            services.AddScoped<IOutbox, OutboxLog>();
            services.AddLiveFeed();
            services.AddScoped<IRequesterLinks, RequesterLinks>();
            services.AddScoped<IOperationalRecords, OperationalRecords>();
            services.AddSingleton<IUserTicketsReader, UserTicketsReader>();
            services.AddSingleton<ITicketHistoryReader, TicketHistoryReader>();
            services.AddSingleton<IUserRereads, UserRereads>();
            services.AddSingleton<RunningNode>();
            services.AddSingleton<IRunningNode>(provider => provider.GetRequiredService<RunningNode>());
            services.AddHostedService(provider => provider.GetRequiredService<RunningNode>());
            services.AddSingleton<IInboxFigures, InboxFigures>();
            services.AddSingleton<IAlertFigures, AlertFigures>();
            services.AddSingleton<IStatisticsFigures, StatisticsFigures>();
            services.AddScoped<IIncidents, Incidents>();
            services.AddSingleton<IDatabaseFigures, DatabaseFigures>();
            services.AddHeartbeat(configuration);
            services.AddScoped<IReconciliationFigures, ReconciliationFiguresReader>();
            services.AddScoped<ILateRows, LateRows>();
            services.AddScoped<ITicketGaps, TicketGaps>();
            services.AddScoped<ITicketSamples, TicketSamples>();
            services.AddScoped<IUserRoles, UserRoles>();
            services.AddStatistics();
            services.AddZendesk();
            services.AddWebhooks(configuration);
            services.AddNotifications(configuration);
            services.AddAlerts();
            services.AddSingleton<JobRunner>();
            if (NodeRoles.RunJobs(configuration))
                services.AddScheduledJobs(configuration);
            return services;
        }
    }
}
