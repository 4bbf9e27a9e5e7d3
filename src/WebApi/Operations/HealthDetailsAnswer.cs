using TicketPlatform.Application.Operations;

namespace TicketPlatform.WebApi.Operations;

/// <summary>How everything is that the platform depends on.</summary>
/// <param name="Status">ready, degraded or notReady: the worst of the entries.</param>
/// <param name="CheckedAt">UTC.</param>
/// <param name="Entries">What was looked at.</param>
internal sealed record HealthDetailsAnswer(string Status, DateTimeOffset CheckedAt, IReadOnlyList<HealthDetailsEntry> Entries)
{
    public static HealthDetailsAnswer Of(HealthDetails details) =>
        new(HealthAnswer.NameOf(details.State), details.CheckedAt, [.. details.Entries.Select(HealthDetailsEntry.Of)]);
}

/// <param name="Name">What was looked at.</param>
/// <param name="State">healthy, degraded or unhealthy.</param>
/// <param name="Message">What was found, and what to do about it.</param>
/// <param name="AgeSeconds">How long ago it was last known to be well, or for how long it has waited; null where that is no question.</param>
internal sealed record HealthDetailsEntry(string Name, string State, string Message, double? AgeSeconds)
{
    public static HealthDetailsEntry Of(HealthDetail entry) =>
        new(entry.Name, HealthAnswerEntry.NameOf(entry.State), entry.Message, entry.AgeSeconds);
}
