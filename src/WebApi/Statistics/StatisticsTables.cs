using System.Globalization;
using System.Text.Json;
using TicketPlatform.Application.Statistics;

namespace TicketPlatform.WebApi.Statistics;

/// <summary>Statistics as tables: one column per figure, the parts of a figure named <c>figure.part</c>.</summary>
internal static class StatisticsTables
{
    private static readonly string[] HourColumns = ["hour", "version", "state", "reason"];

    private static readonly string[] AgentColumns =
    [
        "agentId",
        "name",
        "resolutions",
        "credits",
        "ownedSeconds",
        "creditsPerHour",
        "handling.count",
        "handling.sumSeconds",
        "handling.meanSeconds",
        "handling.medianSeconds",
        "handling.p90Seconds",
        "rank",
        "eligible",
        "reason",
    ];

    private static readonly string[] PartColumns = ["ticketId", "createdAt", "at", "seconds", "eventIds"];

    public static IEnumerable<IReadOnlyList<string?>> Of(HourlyStatistics statistics)
    {
        var columns = Columns(StatisticsExamples.Figures, "").ToList();
        yield return [.. HourColumns, .. columns.Select(column => column.Name)];
        foreach (var hour in statistics.Hours)
        {
            var figures = hour.Figures is { } known
                ? Columns(known, "").Select(column => column.Value)
                : columns.Select(_ => (string?)null);
            yield return [Text(hour.Hour), Text(hour.Version), hour.State, hour.Reason, .. figures];
        }
    }

    public static IEnumerable<IReadOnlyList<string?>> Of(AgentStatistics statistics)
    {
        yield return AgentColumns;
        foreach (var agent in statistics.Agents)
            yield return
            [
                Text(agent.AgentId),
                agent.Name,
                Text(agent.Resolutions),
                Text(agent.Credits),
                Text(agent.OwnedSeconds),
                Text(agent.CreditsPerHour),
                Text(agent.Handling.Count),
                Text(agent.Handling.SumSeconds),
                Text(agent.Handling.MeanSeconds),
                Text(agent.Handling.MedianSeconds),
                Text(agent.Handling.P90Seconds),
                Text(agent.Rank),
                agent.Eligible ? "true" : "false",
                agent.Reason,
            ];
    }

    public static IEnumerable<IReadOnlyList<string?>> Of(FigureExplanation explanation)
    {
        yield return PartColumns;
        foreach (var part in explanation.Parts)
            yield return [Text(part.TicketId), Text(part.CreatedAt), Text(part.At), Text(part.Seconds), string.Join(' ', part.EventIds)];
    }

    private static IEnumerable<(string Name, string? Value)> Columns(JsonElement figures, string prefix)
    {
        foreach (var figure in figures.EnumerateObject())
            if (figure.Value.ValueKind == JsonValueKind.Object)
                foreach (var part in Columns(figure.Value, $"{prefix}{figure.Name}."))
                    yield return part;
            else
                yield return (prefix + figure.Name, figure.Value.ValueKind == JsonValueKind.Null ? null : figure.Value.GetRawText());
    }

    private static string? Text(object? value) =>
        value is DateTimeOffset at
            ? at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : Convert.ToString(value, CultureInfo.InvariantCulture);
}
