using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Application.Statistics;

/// <summary>How efficient the agents were.</summary>
/// <param name="Window">24h, 7d or 30d.</param>
/// <param name="AsOf">The end of a published hour; null for the last one.</param>
public sealed record GetAgentStatistics(string Window, string? AsOf) : IRequest<Result<AgentStatistics>>;

internal sealed class GetAgentStatisticsValidator : AbstractValidator<GetAgentStatistics>
{
    internal static readonly string ExpectedWindow = $"Expected one of {string.Join(", ", AgentWindow.All.Select(window => window.Name))}.";

    public GetAgentStatisticsValidator()
    {
        RuleFor(query => query.Window).Must(name => AgentWindow.All.Any(window => window.Name == name)).WithMessage(ExpectedWindow);
        RuleFor(query => query.AsOf).Must(HourText.IsHourOrNothing).WithMessage(HourText.Expected);
    }
}

internal sealed class GetAgentStatisticsHandler(IStatisticsReader reader) : IRequestHandler<GetAgentStatistics, Result<AgentStatistics>>
{
    public async Task<Result<AgentStatistics>> Handle(GetAgentStatistics query, CancellationToken cancellationToken)
    {
        var hour = HourText.Read(query.AsOf)?.AddHours(-1) ?? await reader.LastPublishedAsync(cancellationToken);
        if (hour is not { } last)
            return StatisticsFailures.NothingPublished();
        if (await reader.HourAsync(last, null, cancellationToken) is not { } stored)
            return StatisticsFailures.HourNotFound(HourText.Write(last));
        if (await reader.RankingsAsync(last, cancellationToken) is not var (rankings, names))
            return StatisticsFailures.NotPublished(stored);
        var (window, ranking) = rankings.Single(ranked => ranked.Window.Name == query.Window);
        return AgentStatistics.Of(window, last.AddHours(1), ranking, names);
    }
}
