using System.Text.Json;
using TicketPlatform.Application;
using TicketPlatform.Application.Statistics;
using TicketPlatform.Domain.Statistics;
using TicketPlatform.WebApi.OpenApi;

namespace TicketPlatform.WebApi.Statistics;

/// <summary>Statistics as OpenAPI shows them, made of the real types so that they cannot drift.</summary>
internal static class StatisticsExamples
{
    private static readonly DateTimeOffset Eight = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);
    private static readonly DurationFigure Waits = new(2, 9_300, 4_650m, 1_500, 7_800);

    private static readonly AgentStatistic Grace = new(
        31740200000016,
        "Grace Hopper",
        12,
        11.5m,
        27_600,
        1.5m,
        Waits,
        Rank: 1,
        Eligible: true,
        Reason: null
    );

    /// <summary>The figures of an hour.</summary>
    public static readonly JsonElement Figures = JsonSerializer.SerializeToElement(
        new HourFigures(5, 2, 2, 1, Waits, Waits, Waits, Waits, Waits, Waits, 1, 1, new BacklogFigure(3, 7, 4, 1, 86_400)),
        StatisticsJson.Default.HourFigures
    );

    public static readonly Example Hours = Example.Of(
        new HourlyStatistics([new HourStatistics(Eight, 1, "final", Figures, null)], new PageInfo(168, null)),
        StatisticsJson.Default.HourlyStatistics
    );

    public static readonly Example Hour = Example.Of(
        new StatisticsHour(Eight, 1, "final", Eight.AddHours(1), Figures, null, Eight.AddMinutes(63), null),
        StatisticsJson.Default.StatisticsHour
    );

    public static readonly Example Agents = Example.Of(
        new AgentStatistics("7d", Eight.AddHours(1), [Grace], [Grace.AgentId], null, 3, new ExcludedResolutions(1, 0, 2), null, 1),
        StatisticsJson.Default.AgentStatistics
    );

    public static readonly Example Summary = Example.Of(
        new StatisticsSummary(
            "24h",
            Eight.AddHours(-23),
            Eight.AddHours(1),
            24,
            0,
            new SummaryFigures(5, 2, 2, 1, Total(), Total(), Total(), Total(), Total(), Total(), 1, 1),
            new BacklogFigure(3, 7, 4, 1, 86_400),
            [Grace]
        ),
        StatisticsJson.Default.StatisticsSummary
    );

    public static readonly Example Certificate = Example.Of(
        new CertifiedHour(
            Eight,
            1,
            "final",
            Eight.AddMinutes(63),
            JsonSerializer.SerializeToElement(
                new HourCertificate(
                    "green",
                    1,
                    86_400,
                    "1.0.0",
                    new FactsProof(6, 31, "4355a46b19d348dc2f57c046f8ef63d4538ebb936000f3c9ee954a27460dd865"),
                    [Stream()],
                    0,
                    0,
                    new GapProof(Eight.AddHours(-5), 0),
                    new SecondOpinionFigures(24, 23, 1, 0)
                ),
                StatisticsJson.Default.HourCertificate
            ),
            [new Discrepancy(4711, "reopens", 1, 0, "restored")]
        ),
        StatisticsJson.Default.CertifiedHour
    );

    public static readonly Example Explanation = Example.Of(
        new FigureExplanation(
            Eight,
            1,
            "fullResolution",
            [new ExplainedPart(35436, Eight.AddMinutes(-20), Eight.AddMinutes(5), 1_500, [31740219000016, 31740219000096])],
            new PageInfo(25, null)
        ),
        StatisticsJson.Default.FigureExplanation
    );

    private static SummaryDuration Total() => new(2, 9_300, 4_650m);

    private static StreamProof Stream() =>
        new(
            "events",
            new Guid("0b7e6f0a-3c1d-4a52-9b1e-5f0c2d7a8e91"),
            812,
            20_416,
            0,
            Eight.AddSeconds(3_695),
            Eight.AddSeconds(3_696),
            830,
            new Dictionary<string, long> { ["500"] = 15, ["0"] = 3 }
        );
}
