using Microsoft.Extensions.Configuration;
using TicketPlatform.Application.Operations;

namespace TicketPlatform.Infrastructure.Operations;

internal static class HeartbeatServices
{
    extension(IServiceCollection services)
    {
        /// <summary>Registers the dead man's switch. Throws <see cref="StartupException"/> for an address that cannot be called.</summary>
        public IServiceCollection AddHeartbeat(IConfiguration configuration)
        {
            _ = Heartbeat.Address(configuration);
            services.AddHttpClient(Heartbeat.HttpClientName).RemoveAllLoggers();
            services.AddSingleton<IHeartbeat, Heartbeat>();
            return services;
        }
    }
}
