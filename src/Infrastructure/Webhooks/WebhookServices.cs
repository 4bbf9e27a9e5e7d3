using Microsoft.Extensions.Configuration;
using TicketPlatform.Application.Webhooks;
using TicketPlatform.Infrastructure.Persistence;

namespace TicketPlatform.Infrastructure.Webhooks;

internal static class WebhookServices
{
    extension(IServiceCollection services)
    {
        /// <summary>Registers the inbox and its worker, which runs on every node because every node receives.</summary>
        public IServiceCollection AddWebhooks(IConfiguration configuration)
        {
            services.AddSingleton(_ => new InboxDatabase(DatabaseServices.ConnectionString(configuration)));
            services.AddSingleton<IWebhookInbox, WebhookInbox>();
            services.AddSingleton<IDeadLetters, DeadLetters>();
            services.AddScoped<IInboxStore, InboxStore>();
            services.AddHostedService<WebhookWorker>();
            return services;
        }
    }
}
