using System.Diagnostics;
using TicketPlatform.Dev.Tests;

namespace TicketPlatform.Dev.Commands;

/// <summary><c>./dev test</c>: formatting, build, every test project; the counts come last.</summary>
internal static class TestCommand
{
    public static async Task<int> ExecuteAsync(string[] arguments)
    {
        var filter = Filter(CommandOptions.Parse("test", arguments, values: [], flags: []).Rest);
        using var stop = new StopSignal();
        var tally = await RunAsync(filter, stop.Token);

        Print("skipped", tally.Skipped);
        Print("failed", tally.Failed);
        if (tally is { Passed: 0, Failed: [] })
            Console.WriteLine(filter is null ? "There are no tests." : $"No test matches {filter}.");
        Console.WriteLine(tally.LastLine);
        return tally.Succeeded ? 0 : 1;
    }

    internal static string? Filter(IReadOnlyList<string> rest) =>
        rest switch
        {
            [] => null,
            [var expression] when expression.AsSpan().ContainsAny('=', '~') => expression,
            [var part] => $"FullyQualifiedName~{part}",
            _ => throw CommandFailedException.Refuse("test takes one filter; quote it if it has spaces"),
        };

    private static async Task<TestTally> RunAsync(string? filter, CancellationToken cancellationToken)
    {
        var tally = await ReportAsync("tools", Preparation.Tools.RunAsync, cancellationToken);
        if (tally.Failed is [])
            tally += await ReportAsync("formatting", Preparation.Formatting.RunAsync, cancellationToken);
        // These processes are too short for their profiles to pay for the collecting.
        Environment.SetEnvironmentVariable("DOTNET_TieredPGO", "0");
        var build = await ReportAsync("build", Preparation.Build.RunAsync, cancellationToken);
        if (build.Failed is not [])
            return tally + build;
        // One after the other: the tests of a project run side by side already, and some measure time.
        foreach (var project in TestProject.All)
            tally += await ReportAsync(project.Name, token => project.RunAsync(filter, token), cancellationToken);
        return tally;
    }

    private static async Task<TestTally> ReportAsync(
        string name,
        Func<CancellationToken, Task<TestTally>> run,
        CancellationToken cancellationToken
    )
    {
        Console.Write($"{name, -24}");
        var started = Stopwatch.GetTimestamp();
        var tally = await run(cancellationToken);
        var outcome = tally == TestTally.Empty ? "ok" : tally.LastLine;
        Console.WriteLine($"{outcome}  ({Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s)");
        return tally;
    }

    private static void Print(string outcome, IReadOnlyList<NamedOutcome> tests)
    {
        foreach (var test in tests)
            Console.WriteLine($"{Environment.NewLine}{outcome}: {test.Name}{Environment.NewLine}{test.Reason}");
        if (tests.Count > 0)
            Console.WriteLine();
    }
}
