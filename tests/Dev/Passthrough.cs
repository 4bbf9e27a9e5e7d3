using System.Diagnostics;
using System.Runtime.InteropServices;

namespace TicketPlatform.Dev;

/// <summary>Runs a program on this terminal as if the developer had typed it.</summary>
internal static class Passthrough
{
    public static async Task<int> RunAsync(
        IReadOnlyList<string> command,
        IReadOnlyDictionary<string, string>? environment = null,
        string? folder = null
    )
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { WorkingDirectory = folder ?? "" };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        // The terminal sends Ctrl-C to both; the program decides what it means, and this one stays to report its exit code.
        using var ignored = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
