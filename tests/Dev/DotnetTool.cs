using TicketPlatform.Testing;

namespace TicketPlatform.Dev;

/// <summary>A tool that the repository names in .config/dotnet-tools.json, run on this terminal.</summary>
internal static class DotnetTool
{
    public static async Task<int> RunAsync(string[] command, string folder)
    {
        var restore = await ShortCommand.RunAsync(["dotnet", "tool", "restore"], RepositoryPaths.Root);
        if (!restore.Succeeded)
            throw new CommandFailedException($"dotnet tool restore failed: {restore.Output}");
        return await Passthrough.RunAsync(["dotnet", .. command], folder: folder);
    }
}
