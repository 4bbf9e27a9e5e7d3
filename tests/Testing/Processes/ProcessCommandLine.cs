using System.ComponentModel;
using System.Diagnostics;

namespace TicketPlatform.Testing;

/// <summary>What a process was started as, to recognize one that another run left behind: its id alone may be somebody else's by now.</summary>
public static class ProcessCommandLine
{
    /// <summary>Program and arguments, separated by spaces. Empty when no such process runs, or one that has died and waits to be reaped.</summary>
    public static async Task<string> OfAsync(int processId, CancellationToken cancellationToken = default)
    {
        try
        {
            if (OperatingSystem.IsLinux())
                return (await File.ReadAllTextAsync($"/proc/{processId}/cmdline", cancellationToken)).Replace('\0', ' ');
            if (OperatingSystem.IsWindows())
                return Process.GetProcessById(processId).MainModule?.FileName ?? "";
            return (await ShortCommand.RunAsync(["ps", "-p", $"{processId}", "-o", "args="], "/", cancellationToken)).Output;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or ArgumentException or Win32Exception)
        {
            return "";
        }
    }
}
