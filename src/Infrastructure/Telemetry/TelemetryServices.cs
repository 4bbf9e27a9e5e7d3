using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using TicketPlatform.Application.Telemetry;

namespace TicketPlatform.Infrastructure.Telemetry;

internal static class TelemetryServices
{
    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // .NET's own, then the driver's, then ours.
    private static readonly string[] Meters =
    [
        "System.Runtime",
        "System.Net.Http",
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "Npgsql",
        FreshnessMetrics.MeterName,
        OperationsMetrics.MeterName,
    ];

    // Gauges whose names end like the counts of histograms, which Prometheus objects to; they never say anything.
    private static readonly string[] Useless = ["dotnet.assembly.count", "dotnet.timer.count", "dotnet.process.cpu.count"];

    extension(IServiceCollection services)
    {
        /// <summary>
        /// Collects metrics; where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set, pushes them there, with traces and logs. OpenTelemetry's other
        /// settings hold as well.
        /// </summary>
        public IServiceCollection AddTelemetry(IConfiguration configuration)
        {
            services.AddSingleton<StoredFigures>();
            services.AddSingleton<GaugeReadings>();
            services.AddHostedService(provider => provider.GetRequiredService<GaugeReadings>());
            var telemetry = services.AddOpenTelemetry().ConfigureResource(Describe).WithMetrics(Measure);
            if (!string.IsNullOrWhiteSpace(configuration[OtlpEndpoint]))
            {
                telemetry.WithMetrics(metrics => metrics.AddOtlpExporter()).WithTracing(tracing => Trace(tracing, configuration));
                services.AddLogging(Export);
            }
            return services;
        }
    }

    private static void Describe(ResourceBuilder resource) =>
        resource
            .Clear()
            .AddService(
                "ticketplatform",
                serviceVersion: typeof(TelemetryServices).Assembly.GetName().Version?.ToString(),
                autoGenerateServiceInstanceId: false,
                serviceInstanceId: $"{Environment.MachineName}/{Environment.ProcessId}"
            )
            .AddTelemetrySdk()
            .AddEnvironmentVariableDetector(); // last, because what an operator says wins

    private static void Measure(MeterProviderBuilder metrics)
    {
        metrics.AddMeter(Meters);
        // Its present name ends like that too; this is the convention's former one.
        metrics.AddView("db.client.connection.count", "db.client.connections.usage");
        foreach (var instrument in Useless)
            metrics.AddView(instrument, MetricStreamConfiguration.Drop);
    }

    private static void Trace(TracerProviderBuilder tracing, IConfiguration configuration) =>
        tracing
            .AddSource(TracedWork.SourceName, "System.Net.Http", "Npgsql")
            .SetSampler(new ParentBasedSampler(new WorkOfOurOwn(Root(configuration))))
            .AddOtlpExporter();

    // A sampler set in code silences OpenTelemetry's own settings, so they are honoured here.
    private static Sampler Root(IConfiguration configuration) =>
        configuration["OTEL_TRACES_SAMPLER"] is "traceidratio" or "parentbased_traceidratio"
        && double.TryParse(configuration["OTEL_TRACES_SAMPLER_ARG"], CultureInfo.InvariantCulture, out var ratio)
            ? new TraceIdRatioBasedSampler(ratio)
            : new AlwaysOnSampler();

    private static void Export(ILoggingBuilder logging)
    {
        logging.AddOpenTelemetry(logs =>
        {
            logs.IncludeFormattedMessage = true;
            logs.IncludeScopes = true;
            logs.AddOtlpExporter();
        });
        foreach (var (category, level) in StructuredLogging.Levels)
            logging.AddFilter<OpenTelemetryLoggerProvider>(category, level);
    }
}
