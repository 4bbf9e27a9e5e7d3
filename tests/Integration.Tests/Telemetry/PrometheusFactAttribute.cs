using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Telemetry;

/// <summary>A test that asks Prometheus itself, or its promtool; nothing else has their opinion.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PrometheusFactAttribute : FactAttribute
{
    public PrometheusFactAttribute()
    {
        if (PrometheusPrograms.Promtool is null || PrometheusPrograms.Server is null)
            Skip = "Prometheus is not installed; the distribution's package `prometheus` has it.";
    }
}
