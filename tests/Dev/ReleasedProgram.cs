using TicketPlatform.Testing;

namespace TicketPlatform.Dev;

/// <summary>A program below tests, built in Release, as this one is, and run on this terminal.</summary>
internal static class ReleasedProgram
{
    public static async Task<int> RunAsync(string name, string[] arguments)
    {
        Console.WriteLine("Building ...");
        string[] build = ["dotnet", "build", Path.Combine("tests", name), "-c", "Release", "-v", "quiet", "-tl:off"];
        var built = await ShortCommand.RunAsync([.. build, "-clp:ErrorsOnly;NoSummary"], RepositoryPaths.Root);
        if (!built.Succeeded)
            throw new CommandFailedException($"the build of tests/{name} failed:{Environment.NewLine}{built.Output}");
        return await Passthrough.RunAsync(["dotnet", RepositoryPaths.Program(name), .. arguments]);
    }
}
