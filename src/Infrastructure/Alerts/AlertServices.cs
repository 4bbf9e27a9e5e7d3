using Microsoft.Extensions.Options;
using TicketPlatform.Application.Alerts;
using TicketPlatform.Domain.Alerts;

namespace TicketPlatform.Infrastructure.Alerts;

internal static class AlertServices
{
    extension(IServiceCollection services)
    {
        /// <summary>Registers the rules of alerts and what stores and shows them.</summary>
        public IServiceCollection AddAlerts()
        {
            services.AddOptions<AlertOptions>().BindConfiguration("Alerts").ValidateOnStart();
            services.AddSingleton<IValidateOptions<AlertOptions>, AlertOptionsValidation>();
            services.AddSingleton(provider => Rules(provider.GetRequiredService<IOptions<AlertOptions>>().Value));
            services.AddScoped<IAlertStore, AlertStore>();
            services.AddScoped<IAlertProofs, AlertProofs>();
            services.AddSingleton<IAlertReader, AlertReader>();
            return services;
        }
    }

    private static AlertRules Rules(AlertOptions options) =>
        new(options.Limit, options.EscalationLimit, options.Dwell, options.RemindAfter);
}
