using System.Diagnostics;

namespace TicketPlatform.Simulator.Tests;

/// <summary>Runs a program to its end and keeps what it said.</summary>
internal static class ChildProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public sealed record Outcome(int ExitCode, string Output);

    public static async Task<Outcome> RunAsync(string program, string folder, params string[] arguments)
    {
        using var process = Start(program, folder, arguments);
        using var patience = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return new Outcome(process.ExitCode, await output + await errors);
    }

    public static Process Start(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
    }

    /// <summary>Whether a program of that name is in the path.</summary>
    public static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)));
}
