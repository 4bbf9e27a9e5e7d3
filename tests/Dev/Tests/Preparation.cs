using TicketPlatform.Testing;

namespace TicketPlatform.Dev.Tests;

/// <summary>A step that comes before the tests and counts as one of them only when it fails.</summary>
internal sealed record Preparation(string Name, string[] Command, string Advice)
{
    public static Preparation Formatting { get; } = new("formatting", ["dotnet", "csharpier", "check", "."], "./dev format corrects it");

    // One compiler for all projects starts once, with its analyzers; where such servers are unwanted, none is left behind.
    public static Preparation Build { get; } =
        new(
            "build",
            [
                "dotnet",
                "build",
                "TicketPlatform.sln",
                "-c",
                "Release",
                "-warnaserror",
                "-p:UseSharedCompilation=true",
                "-v",
                "quiet",
                "-tl:off",
                "-clp:ErrorsOnly;NoSummary",
            ],
            "nothing was tested"
        )
        {
            Afterwards = ["dotnet", "build-server", "shutdown", "--vbcscompiler"],
        };

    public static Preparation Tools { get; } =
        new("dotnet tool restore", ["dotnet", "tool", "restore"], "the formatting tool is needed; is the package registry reachable?");

    /// <summary>What runs after it, whether or not it succeeded; a stopped run leaves it out.</summary>
    private string[]? Afterwards { get; init; }

    public async Task<TestTally> RunAsync(CancellationToken cancellationToken)
    {
        var outcome = await ShortCommand.RunAsync(Command, RepositoryPaths.Root, cancellationToken);
        if (Afterwards is not null)
            await ShortCommand.RunAsync(Afterwards, RepositoryPaths.Root, cancellationToken);
        return outcome.Succeeded ? TestTally.Empty : TestTally.FailedCheck(Name, $"{outcome.Output}{Environment.NewLine}{Advice}");
    }
}
