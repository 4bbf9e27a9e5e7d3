namespace TicketPlatform.Domain.Statistics;

/// <summary>How far back agents are compared.</summary>
/// <param name="Name">As it is asked for.</param>
/// <param name="Length">Of the time in which resolutions count.</param>
public sealed record AgentWindow(string Name, TimeSpan Length)
{
    /// <summary>The windows that are published for every hour.</summary>
    public static readonly IReadOnlyList<AgentWindow> All =
    [
        new("24h", TimeSpan.FromHours(24)),
        new("7d", TimeSpan.FromDays(7)),
        new("30d", TimeSpan.FromDays(30)),
    ];

    /// <summary>The longest of them.</summary>
    public static TimeSpan Longest => All[^1].Length;
}

/// <summary>Tickets whose last resolution lies in the window and does not count, each under the first reason that holds.</summary>
/// <param name="Merged">Merged into another ticket.</param>
/// <param name="Proactive">Solved by their creation.</param>
/// <param name="Reopened">Not resolved any more.</param>
public sealed record ExcludedResolutions(long Merged, long Proactive, long Reopened);
