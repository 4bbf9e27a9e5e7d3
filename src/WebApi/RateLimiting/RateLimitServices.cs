using Microsoft.Extensions.Options;

namespace TicketPlatform.WebApi.RateLimiting;

internal static class RateLimitServices
{
    private const int DefaultRequestsPerMinute = 600;

    extension(IServiceCollection services)
    {
        /// <summary>Reads <c>RateLimiting__RequestsPerMinute</c>: per caller, 0 for no limit at all.</summary>
        public IServiceCollection AddRateLimit(IConfiguration configuration)
        {
            var perMinute = RequestsPerMinute(configuration["RateLimiting:RequestsPerMinute"]);
            if (perMinute > 0)
                services.AddSingleton(provider => new CallerBudgets(provider.GetRequiredService<TimeProvider>(), perMinute));
            return services;
        }
    }

    private static int RequestsPerMinute(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return DefaultRequestsPerMinute;
        return int.TryParse(text, out var number) && number is >= 0 and <= 1_000_000
            ? number
            : throw new OptionsValidationException(
                "RateLimiting",
                typeof(CallerBudgets),
                ["RateLimiting__RequestsPerMinute must be a whole number from 0 (no limit) to 1000000."]
            );
    }
}
