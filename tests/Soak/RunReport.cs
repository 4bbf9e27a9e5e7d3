using System.Globalization;

namespace TicketPlatform.Soak;

/// <summary>What came of a run.</summary>
/// <param name="Differences">What is not as it must be, a line each; none when all is well.</param>
/// <param name="Hours">Compared with the truth.</param>
/// <param name="Requests">To Zendesk.</param>
/// <param name="Failures">Of these, answers other than success, and none.</param>
/// <param name="Kills">Of processes.</param>
/// <param name="Restarts">Of PostgreSQL.</param>
/// <param name="Restated">Versions of hours that later ones replaced.</param>
/// <param name="Delay">Mean time from the end of an hour to its publication, of the hours lived during the run.</param>
public sealed record RunReport(
    IReadOnlyList<string> Differences,
    int Hours,
    int Requests,
    int Failures,
    int Kills,
    int Restarts,
    long Restated,
    TimeSpan Delay
)
{
    /// <summary>What happened, stage by stage.</summary>
    public IReadOnlyList<string> Story { get; init; } = [];

    public static RunReport Nothing { get; } = new([], 0, 0, 0, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The figures in one line.</summary>
    public string Figures =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Hours} hours, {Requests} requests of which {Failures} failed, {Kills} kills, {Restarts} restarts of PostgreSQL, {Restated} restated, published {Delay.TotalSeconds:0} s after the end"
        );

    /// <summary>Several runs as one; the delay is that of the mean run.</summary>
    public static RunReport Sum(IReadOnlyCollection<RunReport> runs) =>
        new(
            [.. runs.SelectMany(run => run.Differences)],
            runs.Sum(run => run.Hours),
            runs.Sum(run => run.Requests),
            runs.Sum(run => run.Failures),
            runs.Sum(run => run.Kills),
            runs.Sum(run => run.Restarts),
            runs.Sum(run => run.Restated),
            TimeSpan.FromSeconds(runs.Select(run => run.Delay.TotalSeconds).DefaultIfEmpty().Average())
        );
}
