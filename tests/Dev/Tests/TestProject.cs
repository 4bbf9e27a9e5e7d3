using System.Globalization;
using System.Xml.Linq;
using TicketPlatform.Testing;

namespace TicketPlatform.Dev.Tests;

/// <summary>A built test project, which runs in a process of its own.</summary>
internal sealed record TestProject(string Name)
{
    private static string ResultsFolder => Path.Combine(RepositoryPaths.Root, "artifacts", "test-results");

    // A test that hangs is named and fails its project, instead of holding up everything behind it.
    private static string[] HangLimit => ["--blame-hang-timeout", "4min", "--blame-hang-dump-type", "none"];

    /// <summary>Every project below tests whose name ends in .Tests: the quick ones first.</summary>
    public static IReadOnlyList<TestProject> All { get; } =
    [
        .. Directory
            .EnumerateDirectories(Path.Combine(RepositoryPaths.Root, "tests"), "*.Tests")
            .Where(folder => Directory.EnumerateFiles(folder, "*.csproj").Any())
            .Select(folder => new TestProject(Path.GetFileName(folder)))
            .OrderBy(project =>
                project.Name is "Integration.Tests" ? 1
                : project.Name is "Faults.Tests" ? 2
                : 0
            )
            .ThenBy(project => project.Name, StringComparer.Ordinal),
    ];

    /// <summary>Runs the tests that match; null runs all of them.</summary>
    public async Task<TestTally> RunAsync(string? filter, CancellationToken cancellationToken)
    {
        var report = Path.Combine(ResultsFolder, $"{Name}.trx");
        Directory.CreateDirectory(ResultsFolder);
        File.Delete(report);
        string[] run = ["dotnet", "test", RepositoryPaths.Program(Name), "--results-directory", ResultsFolder];
        string[] options =
        [
            "--logger",
            $"trx;LogFileName={Name}.trx",
            "--nologo",
            .. HangLimit,
            .. filter is null ? (string[])[] : ["--filter", filter],
        ];
        var outcome = await ShortCommand.RunAsync([.. run, .. options], RepositoryPaths.Root, cancellationToken);

        var tally = File.Exists(report) ? TrxReport.Read(XDocument.Load(report)) : TestTally.Empty;
        var explained = outcome.Succeeded || tally.Failed.Count > 0;
        return explained ? tally : tally + TestTally.FailedCheck(Name, $"the test process ended with {Code(outcome)}: {outcome.Output}");
    }

    private static string Code(ShortCommand.Outcome outcome) => outcome.ExitCode.ToString(CultureInfo.InvariantCulture);
}
