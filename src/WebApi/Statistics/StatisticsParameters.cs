using TicketPlatform.Application.Statistics;
using TicketPlatform.Domain.Statistics;
using TicketPlatform.WebApi.Http;

namespace TicketPlatform.WebApi.Statistics;

/// <summary>The query parameters of statistics.</summary>
internal static class StatisticsParameters
{
    /// <summary>Hours per page where a caller names none: a week.</summary>
    public const int DefaultHours = 168;

    private const string Hour = "2026-11-20T08:00:00Z";
    private static readonly string[] Windows = [.. AgentWindow.All.Select(window => window.Name)];

    private static readonly QueryParameter Version = new("version", "Which version; the published one where this is missing.", "1")
    {
        Whole = (1, int.MaxValue),
    };

    private static readonly QueryParameter Window = new("window", "How far back.", "7d") { Default = "7d", Values = Windows };

    public static readonly QueryParameters OfHours = new(
        new("from", "The first hour, UTC; the first there is where this is missing.", Hour),
        new("to", "The end, UTC; not part of the answer.", "2026-11-21T00:00:00Z"),
        new("limit", "The most hours per page.", "168") { Whole = (1, GetHourlyStatistics.MostHours), Default = "168" },
        QueryReading.Cursor
    );

    public static readonly QueryParameters OfSummary = new(Window);

    public static readonly QueryParameters OfAgents = new(
        Window,
        new("asOf", "The end of a published hour, UTC, with which the window ends; the last one where this is missing.", Hour)
    );

    public static readonly QueryParameters OfHour = new(
        Version,
        new("asOf", "Evaluates the hour as of this later hour, UTC: what was reopened or deleted since does not count as resolved.", Hour)
    );

    public static readonly QueryParameters OfCertificate = new(Version);

    public static readonly QueryParameters OfExplanation = new(
        new("figure", "Which figure.", "fullResolution") { Values = ExplainFigure.Figures, IsRequired = true },
        QueryReading.Limit,
        QueryReading.Cursor
    );
}
