using Microsoft.Extensions.Options;
using TicketPlatform.Application.Statistics;
using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Infrastructure.Statistics;

internal static class StatisticsServices
{
    extension(IServiceCollection services)
    {
        public void AddStatistics()
        {
            services.AddOptions<StatisticsOptions>().BindConfiguration("Statistics").ValidateOnStart();
            services.AddSingleton<IValidateOptions<StatisticsOptions>, StatisticsOptionsValidation>();
            services.AddSingleton(provider => new RankingRules(
                TimeSpan.FromHours(provider.GetRequiredService<IOptions<StatisticsOptions>>().Value.HoldHours)
            ));
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
