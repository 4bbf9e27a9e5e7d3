namespace TicketPlatform.Testing;

/// <summary>What to start, and how.</summary>
/// <param name="Command">The program and its arguments.</param>
public sealed record ChildProcessOptions(IReadOnlyList<string> Command)
{
    /// <summary>Environment variables to add; null removes one.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Null is the folder of this process.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>A file that receives every line; overwritten at the start. Null writes no file.</summary>
    public string? LogFile { get; init; }

    /// <summary>
    /// Puts the child in a session of its own where the system can (setsid), so that Ctrl-C in the terminal
    /// reaches this process alone, which then stops its children in the right order.
    /// </summary>
    public bool Detached { get; init; }

    /// <summary>A .NET program, run by the host that runs this process.</summary>
    public static ChildProcessOptions Dotnet(string program, params IEnumerable<string> arguments) =>
        new([System.Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", program, .. arguments]);
}
