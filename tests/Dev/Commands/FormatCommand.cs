using TicketPlatform.Testing;

namespace TicketPlatform.Dev.Commands;

/// <summary><c>./dev format</c>: formats the code with the tool that <c>./dev test</c> checks it with.</summary>
internal static class FormatCommand
{
    public static Task<int> ExecuteAsync(string[] arguments)
    {
        CommandOptions.Parse("format", arguments, values: [], flags: []).WithoutRest();
        return DotnetTool.RunAsync(["csharpier", "format", RepositoryPaths.Root], RepositoryPaths.Root);
    }
}
