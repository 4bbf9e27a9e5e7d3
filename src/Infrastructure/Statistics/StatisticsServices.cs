using TicketPlatform.Application.Statistics;

namespace TicketPlatform.Infrastructure.Statistics;

internal static class StatisticsServices
{
    extension(IServiceCollection services)
    {
        public void AddStatistics()
        {
            services.AddScoped<ITicketFacts, TicketFacts>();
            services.AddScoped<IDerivedTickets, DerivedTickets>();
            services.AddScoped<IStreamProofs, StreamProofs>();
            services.AddScoped<IStatisticsHours, StatisticsHours>();
            services.AddScoped<IAuditReads, AuditReads>();
            services.AddSingleton<IStatisticsReader, StatisticsReader>();
            services.AddSingleton<IStatisticsSource, StatisticsSource>();
        }
    }
}
