using System.Net.Sockets;
using TicketPlatform.Benchmarks.Load;
using TicketPlatform.Benchmarks.Measuring;
using TicketPlatform.Dev;

namespace TicketPlatform.Benchmarks.Read;

/// <summary>One target in one round. Processor shares are in cores: 1.0 is one core all the time.</summary>
internal sealed record ReadRound(
    double RequestsPerSecond,
    TimeSpan Median,
    TimeSpan P99,
    double AllocatedBytes,
    double BodyBytes,
    double Cores,
    double? PostgresCores,
    double GeneratorCores
);

/// <summary>All rounds of one target, and the most memory it held until their end.</summary>
internal sealed record ReadFigures(string Name, IReadOnlyList<ReadRound> Rounds, long PeakBytes)
{
    /// <summary>The median over the rounds, which a disturbance in one of them does not move.</summary>
    public double Median(Func<ReadRound, double> figure)
    {
        var ordered = Rounds.Select(figure).Order().ToArray();
        return (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2;
    }

    public double RequestsPerSecond => Median(round => round.RequestsPerSecond);

    public double P99Milliseconds => Median(round => round.P99.TotalMilliseconds);
}

/// <summary>What one run of the benchmark found: product, floor, multiplexed floor, in this order.</summary>
/// <param name="Main">Everybody asks.</param>
/// <param name="Small">The flatness check on a hundredth of the data.</param>
/// <param name="Large">The flatness check on all of it, with as many callers as the small data has.</param>
internal sealed record ReadRun(IReadOnlyList<ReadFigures> Main, IReadOnlyList<ReadFigures> Small, IReadOnlyList<ReadFigures> Large);

/// <summary>Loads one target after the other, again and again, so that what changes over time touches all alike.</summary>
internal sealed class ReadMeasurement(BenchmarkCluster cluster, LoadGenerator load, ReadPlan plan)
{
    public async Task<IReadOnlyList<ReadFigures>> RunAsync(ReadTargets targets, CancellationToken cancellationToken)
    {
        foreach (var target in targets.All)
            await LoadAsync(target, round: 0, plan.WarmUp, cancellationToken);
        var rounds = targets.All.ToDictionary(target => target.Name, _ => new List<ReadRound>());
        for (var round = 1; round <= plan.Rounds; round++)
        {
            foreach (var target in targets.All)
                rounds[target.Name].Add(await MeasureAsync(target, round, cancellationToken));
            Console.WriteLine($"  round {round}: {string.Join(", ", rounds.Select(Last))}");
        }
        var figures = new List<ReadFigures>();
        foreach (var target in targets.All)
            figures.Add(new(target.Name, rounds[target.Name], (await target.ReadAsync(cancellationToken)).PeakBytes));
        return figures;

        static string Last(KeyValuePair<string, List<ReadRound>> target) => $"{target.Key} {target.Value[^1].RequestsPerSecond:N0}/s";
    }

    private async Task<ReadRound> MeasureAsync(MeasuredProcess target, int round, CancellationToken cancellationToken)
    {
        var (before, postgresBefore, ownBefore) = (await target.ReadAsync(cancellationToken), cluster.ReadCpu(), Own);
        var outcome = await LoadAsync(target, round, plan.Round, cancellationToken);
        var (own, postgres, after) = (Own, cluster.ReadCpu(), await target.ReadAsync(cancellationToken));
        return new(
            outcome.RequestsPerSecond,
            outcome.Latencies.Percentile(0.5),
            outcome.Latencies.Percentile(0.99),
            (double)(after.AllocatedBytes - before.AllocatedBytes) / outcome.Latencies.Count,
            (double)outcome.BodyBytes / outcome.Latencies.Count,
            (after.Cpu - before.Cpu) / outcome.Elapsed,
            (postgres - postgresBefore) / outcome.Elapsed,
            (own - ownBefore) / outcome.Elapsed
        );
    }

    private async Task<LoadOutcome> LoadAsync(MeasuredProcess target, int round, TimeSpan duration, CancellationToken cancellationToken)
    {
        try
        {
            return await load.RunAsync(target.Address, round, duration, cancellationToken);
        }
        catch (Exception failure) when (failure is CommandFailedException or SocketException)
        {
            target.EnsureRuns(); // that it has ended explains more than that it does not answer
            throw;
        }
    }

    private static TimeSpan Own => Environment.CpuUsage.TotalTime;
}
