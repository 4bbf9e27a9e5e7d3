using TicketPlatform.Testing;

namespace TicketPlatform.Dev.Commands;

/// <summary><c>./dev bench</c>: builds the benchmarks as they would ship, and runs them.</summary>
internal static class BenchCommand
{
    public static async Task<int> ExecuteAsync(string[] arguments)
    {
        Console.WriteLine("Building in Release ...");
        string[] build = ["dotnet", "build", Path.Combine("tests", "Benchmarks"), "-c", "Release", "-v", "quiet", "-tl:off"];
        var built = await ShortCommand.RunAsync([.. build, "-clp:ErrorsOnly;NoSummary"], RepositoryPaths.Root);
        if (!built.Succeeded)
            throw new CommandFailedException($"the build of tests/Benchmarks failed:{Environment.NewLine}{built.Output}");
        var program = Path.Combine(RepositoryPaths.Root, "artifacts", "bin", "Benchmarks", "release", "TicketPlatform.Benchmarks.dll");
        return await Passthrough.RunAsync(["dotnet", program, .. arguments]);
    }
}
