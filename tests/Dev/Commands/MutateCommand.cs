using TicketPlatform.Testing;

namespace TicketPlatform.Dev.Commands;

/// <summary><c>./dev mutate</c>: breaks the statistics in hundreds of small ways and counts the ones that no test of the domain notices.</summary>
internal static class MutateCommand
{
    public static Task<int> ExecuteAsync(string[] arguments)
    {
        var report = Path.Combine(RepositoryPaths.Root, "artifacts", "mutation");
        var tests = Path.Combine(RepositoryPaths.Root, "tests", "Domain.Tests"); // where its configuration is
        return DotnetTool.RunAsync(["stryker", "--output", report, .. arguments], tests);
    }
}
