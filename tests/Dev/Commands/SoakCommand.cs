using System.Diagnostics;
using TicketPlatform.Testing;
using TicketPlatform.Testing.Trials;

namespace TicketPlatform.Dev.Commands;

/// <summary><c>./dev soak</c>: seed after seed, statistics under every fault; ends with the first seed whose hours differ from the truth.</summary>
internal static class SoakCommand
{
    private const int DefaultSeeds = 100;
    private const int DefaultDays = 30;

    public static async Task<int> ExecuteAsync(string[] arguments)
    {
        var options = CommandOptions.Parse("soak", arguments, ["--seeds", "--first", "--days"], []).WithoutRest();
        var seeds = options.Number("--seeds", 1, 1_000_000) ?? DefaultSeeds;
        var first = options.Number("--first", 0, int.MaxValue - seeds) ?? 1;
        var days = options.Number("--days", 1, 365) ?? DefaultDays;
        using var stop = new StopSignal();
        var (started, total) = (Stopwatch.GetTimestamp(), new TrialOutcome([], 0, 0, 0, 0, 0));
        for (var seed = first; seed < first + seeds; seed++)
        {
            stop.Token.ThrowIfCancellationRequested();
            var outcome = await RunAsync(seed, days);
            if (outcome.Failures.Count > 0)
            {
                Console.WriteLine($"seed {seed} fails; ./dev soak --first {seed} --seeds 1 --days {days} replays it:");
                foreach (var failure in outcome.Failures.Take(20))
                    Console.WriteLine($"  {failure}");
                return 1;
            }
            total = Sum(total, outcome);
            Console.WriteLine(
                $"{Stopwatch.GetElapsedTime(started):hh\\:mm\\:ss}  seed {seed}, {seed - first + 1} of {seeds}: {Text(total)}"
            );
        }
        Console.WriteLine($"{seeds} seeds of {days} days, no mismatch: {Text(total)}");
        return 0;
    }

    private static async Task<TrialOutcome> RunAsync(int seed, int days)
    {
        await using var database = await TestDatabase.CreateAsync();
        return await StatisticsTrial.RunAsync(seed, days, database.ConnectionString);
    }

    private static TrialOutcome Sum(TrialOutcome one, TrialOutcome other) =>
        new(
            [],
            one.Hours + other.Hours,
            one.Versions + other.Versions,
            one.Requests + other.Requests,
            one.FailedRequests + other.FailedRequests,
            one.Kills + other.Kills
        );

    private static string Text(TrialOutcome total) =>
        $"{total.Hours:N0} hours equal, {total.Versions:N0} restated, {total.Requests:N0} requests, {total.FailedRequests:N0} failed, {total.Kills:N0} kills";
}
