using System.Text.Json;
using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Application.Statistics;

/// <summary>The figures of the published hours of a window together.</summary>
/// <param name="Window">24h, 7d or 30d, ending with the last published hour.</param>
public sealed record GetStatisticsSummary(string Window) : IRequest<Result<StatisticsSummary>>;

/// <param name="Window">Its name.</param>
/// <param name="From">Its first hour (UTC).</param>
/// <param name="To">The end of its last hour (UTC).</param>
/// <param name="PublishedHours">Hours that the figures are of.</param>
/// <param name="OpenHours">Hours of the window that are not published yet.</param>
/// <param name="Figures">Sums of the hours' figures.</param>
/// <param name="Backlog">At the end of the window.</param>
/// <param name="Winners">The most efficient agents of the window.</param>
public sealed record StatisticsSummary(
    string Window,
    DateTimeOffset From,
    DateTimeOffset To,
    int PublishedHours,
    int OpenHours,
    SummaryFigures Figures,
    BacklogFigure Backlog,
    IReadOnlyList<AgentStatistic> Winners
);

/// <summary>What can be added up. Medians and percentiles cannot.</summary>
public sealed record SummaryFigures(
    long Created,
    long ResolutionEvents,
    long Resolved,
    long Reopened,
    SummaryDuration FirstResolution,
    SummaryDuration FullResolution,
    SummaryDuration FirstReply,
    SummaryDuration RequesterWait,
    SummaryDuration AgentWait,
    SummaryDuration OnHold,
    long OneTouch,
    long ZeroTouch
);

/// <param name="Count">How many.</param>
/// <param name="SumSeconds">Exact.</param>
/// <param name="MeanSeconds">Rounded to six decimals, half to even; null over nothing.</param>
public sealed record SummaryDuration(long Count, long SumSeconds, decimal? MeanSeconds)
{
    internal static SummaryDuration Of(IEnumerable<DurationFigure> hours)
    {
        var (count, sum) = hours.Aggregate((Count: 0L, Sum: 0L), (total, hour) => (total.Count + hour.Count, total.Sum + hour.SumSeconds));
        return new SummaryDuration(count, sum, DurationFigure.Restored(count, sum, null, null).MeanSeconds);
    }
}

internal sealed class GetStatisticsSummaryValidator : AbstractValidator<GetStatisticsSummary>
{
    public GetStatisticsSummaryValidator() =>
        RuleFor(query => query.Window)
            .Must(name => AgentWindow.All.Any(window => window.Name == name))
            .WithMessage(GetAgentStatisticsValidator.ExpectedWindow);
}

internal sealed class GetStatisticsSummaryHandler(IStatisticsReader reader)
    : IRequestHandler<GetStatisticsSummary, Result<StatisticsSummary>>
{
    public async Task<Result<StatisticsSummary>> Handle(GetStatisticsSummary query, CancellationToken cancellationToken)
    {
        var window = AgentWindow.All.Single(window => window.Name == query.Window);
        if (await reader.LastPublishedAsync(cancellationToken) is not { } last)
            return StatisticsFailures.NothingPublished();
        var end = last.AddHours(1);
        var stored = await reader.HoursAsync(end - window.Length, end, (int)window.Length.TotalHours, cancellationToken);
        var hours = stored.Select(hour => hour.Figures).OfType<string>().Select(Figures).ToList();
        var ranked = await reader.RankingsAsync(last, cancellationToken);
        var agents = ranked is var (rankings, names)
            ? AgentStatistics.Of(window, end, rankings.Single(each => each.Window == window).Ranking, names).Agents
            : [];
        return new StatisticsSummary(
            window.Name,
            end - window.Length,
            end,
            hours.Count,
            stored.Count - hours.Count,
            Sum(hours),
            hours[^1].Backlog,
            [.. agents.Where(agent => agent.Rank == 1)]
        );
    }

    private static HourFigures Figures(string json) => JsonSerializer.Deserialize(json, StatisticsJson.Default.HourFigures)!;

    private static SummaryFigures Sum(List<HourFigures> hours) =>
        new(
            hours.Sum(hour => hour.Created),
            hours.Sum(hour => hour.ResolutionEvents),
            hours.Sum(hour => hour.Resolved),
            hours.Sum(hour => hour.Reopened),
            SummaryDuration.Of(hours.Select(hour => hour.FirstResolution)),
            SummaryDuration.Of(hours.Select(hour => hour.FullResolution)),
            SummaryDuration.Of(hours.Select(hour => hour.FirstReply)),
            SummaryDuration.Of(hours.Select(hour => hour.RequesterWait)),
            SummaryDuration.Of(hours.Select(hour => hour.AgentWait)),
            SummaryDuration.Of(hours.Select(hour => hour.OnHold)),
            hours.Sum(hour => hour.OneTouch),
            hours.Sum(hour => hour.ZeroTouch)
        );
}
