using System.Collections.Concurrent;
using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Application.Statistics;

/// <summary>
/// The rankings of one hour after the other. A month of resolutions stands behind each: what was read for an hour is kept for the next.
/// Later hours may be read while earlier ones are ranked.
/// </summary>
internal sealed class HourRankings(RankingRules rules)
{
    private readonly IReadOnlyList<SlidingRanking> _windows = [.. AgentWindow.All.Select(window => new SlidingRanking(window, rules))];
    private readonly ConcurrentQueue<IReadOnlyList<ResolutionPeriod>> _read = new();
    private DateTimeOffset _readUntil = DateTimeOffset.MinValue;

    /// <summary>How old a resolution is that counts.</summary>
    public long HoldSeconds => (long)rules.Hold.TotalSeconds;

    /// <summary>Reads what counts between two hours; to be asked with later hours each time, and with the same snapshot.</summary>
    public async Task ReadAsync(IStatisticsSnapshot snapshot, OpenHour first, OpenHour last, CancellationToken cancellationToken)
    {
        var oldest = first.End - rules.Hold - AgentWindow.Longest;
        var from = oldest > _readUntil ? oldest : _readUntil;
        _readUntil = last.End - rules.Hold;
        _read.Enqueue(await snapshot.ResolutionsAsync(from, _readUntil, first.End, cancellationToken));
    }

    /// <summary>The rankings as of the end of an hour; to be asked for in their order.</summary>
    public IReadOnlyList<(AgentWindow Window, AgentRanking Ranking)> At(OpenHour hour)
    {
        while (_read.TryDequeue(out var resolutions))
            foreach (var window in _windows)
                // Most of a month is too old for a day and for a week.
                window.Learn(resolutions.Where(period => period.ResolvedAt >= hour.End - rules.Hold - window.Window.Length));
        return [.. _windows.Select(window => (window.Window, window.At(hour.End)))];
    }
}
