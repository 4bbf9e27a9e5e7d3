using System.Diagnostics;
using System.Globalization;
using TicketPlatform.Dev;
using TicketPlatform.Soak;
using TicketPlatform.Testing;

using var stop = new StopSignal();
try
{
    return args is [WorkingNode.Verb, .. var rest]
        ? await WorkingNode.ExecuteAsync(rest, stop.Token)
        : await SoakProgram.ExecuteAsync(args, stop.Token);
}
catch (CommandFailedException failure)
{
    await Console.Error.WriteLineAsync($"soak: {failure.Message}");
    return failure.ExitCode;
}
catch (PostgresUnavailableException failure)
{
    await Console.Error.WriteLineAsync($"soak: {failure.Message}");
    return 1;
}
catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
{
    await Console.Error.WriteLineAsync("soak: stopped");
    return CommandFailedException.Interrupted;
}

/// <summary>Runs seed after seed, a few at a time.</summary>
internal static class SoakProgram
{
    private const int MostSeeds = 1_000_000;

    public static async Task<int> ExecuteAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var options = CommandOptions
            .Parse("soak", arguments, values: ["--seeds", "--first", "--failures", "--at-once"], flags: ["--story"])
            .WithoutRest();
        var seeds = options.Number("--seeds", 1, MostSeeds) ?? 20;
        var first = options.Number("--first", 0, int.MaxValue - MostSeeds) ?? 1;
        var failures = options.Number("--failures", 0, 90);
        var atOnce = options.Number("--at-once", 1, 64) ?? Environment.ProcessorCount;
        var started = Stopwatch.GetTimestamp();
        var (done, failed) = (new List<RunReport>(), new List<int>());
        await Parallel.ForEachAsync(
            Enumerable.Range(first, seeds),
            new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellationToken },
            async (seed, token) =>
            {
                var began = Stopwatch.GetTimestamp();
                var report = await RunAsync(failures is { } percent ? RunPlan.Failing(seed, percent / 100.0) : RunPlan.Of(seed), token);
                lock (done)
                {
                    done.Add(report);
                    if (report.Differences.Count > 0)
                        failed.Add(seed);
                    if (options.Has("--story"))
                        Console.WriteLine(string.Join(Environment.NewLine, report.Story));
                    Print(seed, report, Stopwatch.GetElapsedTime(began), $"{done.Count}/{seeds}");
                }
            }
        );
        var total = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Console.WriteLine();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{done.Count} seeds in {total:0} s: {RunReport.Sum(done).Figures}; {failed.Count} failed"
            )
        );
        foreach (var seed in failed.Order())
            Console.WriteLine($"failed: ./dev soak --seeds 1 --first {seed}{(failures is { } rate ? $" --failures {rate}" : "")}");
        return failed.Count == 0 ? 0 : 1;
    }

    // A run that ends in an exception has failed, and the others go on.
    private static async Task<RunReport> RunAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        var run = SeededRun.RunAsync(plan, cancellationToken);
        await ((Task)run).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return run.IsFaulted ? RunReport.Nothing with { Differences = [$"{run.Exception.InnerException}"] } : await run;
    }

    private static void Print(int seed, RunReport report, TimeSpan took, string progress)
    {
        var outcome = report.Differences.Count == 0 ? "ok" : $"{report.Differences.Count} DIFFERENCES";
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"[{progress}] seed {seed}: {outcome}; {report.Figures} ({took.TotalSeconds:0.0} s)"
            )
        );
        foreach (var difference in report.Differences.Take(20))
            Console.WriteLine($"    {difference}");
    }
}
