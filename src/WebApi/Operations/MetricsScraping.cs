using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using TicketPlatform.WebApi.Authentication;

namespace TicketPlatform.WebApi.Operations;

/// <summary>The metrics, as Prometheus asks for them, and what is left out of the traces.</summary>
internal static class MetricsScraping
{
    private const string Root = "/metrics";

    extension(IServiceCollection services)
    {
        public IServiceCollection AddMetricsScraping()
        {
            services
                .AddOpenTelemetry()
                .WithMetrics(metrics =>
                    metrics.AddPrometheusExporter(prometheus => prometheus.ScrapeResponseCacheDurationMilliseconds = 0)
                );
            // Only where traces are exported is there a provider that this configures.
            services.ConfigureOpenTelemetryTracerProvider(tracing =>
                tracing.AddAspNetCoreInstrumentation(requests => requests.Filter = IsWorthATrace)
            );
            return services;
        }
    }

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>For whoever has the token of the monitoring, and for admins.</summary>
        public void MapMetrics() =>
            routes
                .MapPrometheusScrapingEndpoint(Root)
                .WithMetadata(new HttpMethodMetadata([HttpMethods.Get]))
                .RequireAuthorization(Policies.Scrape);
    }

    // Probes and scrapes come every few seconds for ever.
    private static bool IsWorthATrace(HttpContext context) =>
        !context.Request.Path.StartsWithSegments(HealthEndpoints.Root, StringComparison.Ordinal)
        && !context.Request.Path.StartsWithSegments(Root, StringComparison.Ordinal);
}
