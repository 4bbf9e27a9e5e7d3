using TicketPlatform.Testing;

namespace TicketPlatform.Dev.Commands;

/// <summary><c>./dev format</c>: formats the code with the tool that <c>./dev test</c> checks it with.</summary>
internal static class FormatCommand
{
    public static async Task<int> ExecuteAsync(string[] arguments)
    {
        CommandOptions.Parse("format", arguments, values: [], flags: []).WithoutRest();
        var restore = await ShortCommand.RunAsync(["dotnet", "tool", "restore"], RepositoryPaths.Root);
        if (!restore.Succeeded)
            throw new CommandFailedException($"dotnet tool restore failed: {restore.Output}");
        return await Passthrough.RunAsync(["dotnet", "csharpier", "format", RepositoryPaths.Root]);
    }
}
