using TicketPlatform.Application.Notifications;

namespace TicketPlatform.Infrastructure.Notifications;

internal static class NotificationServices
{
    extension(IServiceCollection services)
    {
        /// <summary>Registers the queue of messages and the channels that deliver them.</summary>
        public IServiceCollection AddNotifications()
        {
            services.AddOptions<NotificationOptions>().BindConfiguration("Notifications").ValidateOnStart();
            services.AddSingleton<NotificationRouting>();
            services.AddScoped<INotificationQueue, NotificationQueue>();
            return services;
        }
    }
}
