using TicketPlatform.Application.Streaming;

namespace TicketPlatform.Infrastructure.Streaming;

internal static class StreamingServices
{
    extension(IServiceCollection services)
    {
        /// <summary>Registers the feed, of which every node has one.</summary>
        public IServiceCollection AddLiveFeed()
        {
            services.AddSingleton<FeedSubscriptions>();
            services.AddSingleton<FeedLog>();
            services.AddSingleton<FeedEvents>();
            services.AddSingleton<LiveFeed>();
            services.AddSingleton<ILiveFeed>(provider => provider.GetRequiredService<LiveFeed>());
            services.AddHostedService(provider => provider.GetRequiredService<LiveFeed>());
            return services;
        }
    }
}
