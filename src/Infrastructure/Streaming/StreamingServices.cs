using TicketPlatform.Application.Streaming;

namespace TicketPlatform.Infrastructure.Streaming;

internal static class StreamingServices
{
    extension(IServiceCollection services)
    {
        /// <summary>Registers the feed, of which every node has one.</summary>
        public IServiceCollection AddTicketFeed()
        {
            services.AddSingleton<FeedSubscriptions>();
            services.AddSingleton<FeedLog>();
            services.AddSingleton<TicketFeed>();
            services.AddSingleton<ITicketFeed>(provider => provider.GetRequiredService<TicketFeed>());
            services.AddHostedService(provider => provider.GetRequiredService<TicketFeed>());
            return services;
        }
    }
}
