using System.Text.Json;
using TicketPlatform.Application.Operations;

namespace TicketPlatform.WebApi.Operations;

/// <summary>Whether this node can serve.</summary>
/// <param name="Status">ready, degraded (serving, but somebody should look) or notReady; alive for the process itself.</param>
/// <param name="Entries">What was looked at.</param>
internal sealed record HealthAnswer(string Status, IReadOnlyList<HealthAnswerEntry> Entries)
{
    /// <summary>The answer of a process that runs.</summary>
    public static readonly HealthAnswer Alive = new("alive", []);

    public static HealthAnswer Of(HealthReport report) => new(NameOf(report.State), [.. report.Entries.Select(HealthAnswerEntry.Of)]);

    public static string NameOf(HealthState state) =>
        state switch
        {
            HealthState.Healthy => "ready",
            HealthState.Degraded => "degraded",
            _ => "notReady",
        };
}

/// <param name="Name">What was looked at.</param>
/// <param name="State">healthy, degraded or unhealthy.</param>
/// <param name="Message">What was found, and what to do about it.</param>
internal sealed record HealthAnswerEntry(string Name, string State, string Message)
{
    public static HealthAnswerEntry Of(HealthEntry entry) => new(entry.Name, NameOf(entry.State), entry.Message);

    public static string NameOf(HealthState state) => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());
}
