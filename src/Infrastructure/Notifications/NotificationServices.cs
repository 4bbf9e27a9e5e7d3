using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using TicketPlatform.Application.Notifications;

namespace TicketPlatform.Infrastructure.Notifications;

internal static class NotificationServices
{
    extension(IServiceCollection services)
    {
        /// <summary>Registers the queue of messages and the channels that deliver them; nodes that run jobs deliver.</summary>
        public IServiceCollection AddNotifications(IConfiguration configuration)
        {
            services.AddOptions<NotificationOptions>().BindConfiguration("Notifications").ValidateOnStart();
            services.AddSingleton<IValidateOptions<NotificationOptions>, NotificationOptionsValidation>();
            services
                .AddHttpClient(HttpPosting.ClientName)
                .ConfigureHttpClient(http =>
                {
                    http.Timeout = Timeout.InfiniteTimeSpan; // Whoever sends bounds it.
                    http.DefaultRequestHeaders.UserAgent.ParseAdd("TicketPlatform/1.0");
                })
                .ConfigurePrimaryHttpMessageHandler(HttpPosting.Handler)
                .RemoveAllLoggers();
            services.AddSingleton<HttpPosting>();
            services.AddSingleton<NotificationRouting>();
            services.AddSingleton<INotificationTargets, NotificationTargets>();
            services.AddSingleton<INotificationDeliveries, NotificationDeliveries>();
            services.AddSingleton<INotificationFigures, NotificationFigures>();
            services.AddSingleton<NotificationArchive>();
            services.AddSingleton<INotificationArchive>(provider => provider.GetRequiredService<NotificationArchive>());
            services.AddSingleton<IDeliveryReceipts>(provider => provider.GetRequiredService<NotificationArchive>());
            services.AddScoped<NotificationQueue>();
            services.AddScoped<INotificationQueue>(provider => provider.GetRequiredService<NotificationQueue>());
            services.AddScoped<INotificationErasure, NotificationErasure>();
            if (NodeRoles.RunJobs(configuration))
                services.AddHostedService<NotificationWorker>();
            return services;
        }
    }
}
