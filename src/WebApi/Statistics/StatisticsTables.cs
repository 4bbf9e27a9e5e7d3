using System.Globalization;
using System.Text.Json;
using TicketPlatform.Application.Statistics;

namespace TicketPlatform.WebApi.Statistics;

/// <summary>Statistics as tables: one column per figure, the parts of a figure named <c>figure.part</c>.</summary>
internal static class StatisticsTables
{
    private static readonly string[] HourColumns = ["hour", "version", "state", "reason"];

    private static readonly string[] FigureColumns = [.. Columns(StatisticsExamples.Figures, "").Select(column => column.Name)];

    private static readonly string[] SummaryColumns = ["window", "from", "to", "publishedHours", "openHours"];

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
        yield return HourHead();
        foreach (var hour in statistics.Hours)
            yield return HourRow(hour.Hour, hour.Version, hour.State, hour.Reason, hour.Figures);
    }

    public static IEnumerable<IReadOnlyList<string?>> Of(StatisticsHour hour) =>
        [HourHead(), HourRow(hour.Hour, hour.Version, hour.State, hour.Reason, hour.Figures)];

    public static IEnumerable<IReadOnlyList<string?>> Of(StatisticsSummary summary)
    {
        var figures = Columns(JsonSerializer.SerializeToElement(summary.Figures, StatisticsJson.Default.SummaryFigures), "").ToList();
        figures.AddRange(Columns(JsonSerializer.SerializeToElement(summary.Backlog, StatisticsJson.Default.BacklogFigure), "backlog."));
        yield return [.. SummaryColumns, .. figures.Select(column => column.Name), "winners"];
        yield return
        [
            summary.Window,
            Text(summary.From),
            Text(summary.To),
            Text(summary.PublishedHours),
            Text(summary.OpenHours),
            .. figures.Select(column => column.Value),
            string.Join(' ', summary.Winners.Select(winner => winner.AgentId)),
        ];
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

    private static IReadOnlyList<string?> HourHead() => [.. HourColumns, .. FigureColumns];

    private static IReadOnlyList<string?> HourRow(DateTimeOffset hour, int? version, string state, string? reason, JsonElement? figures)
    {
        // By name: an hour keeps what it was published with, which may be fewer figures.
        var values = figures is { } known ? Columns(known, "").ToDictionary(column => column.Name, column => column.Value) : [];
        return [Text(hour), Text(version), state, reason, .. FigureColumns.Select(values.GetValueOrDefault)];
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
