using System.Diagnostics;
using System.Runtime.InteropServices;

namespace TicketPlatform.Testing;

/// <summary>Signals that .NET has no call for.</summary>
internal static class ProcessSignal
{
    private const int Terminate = 15;

    /// <summary>SIGTERM, the polite request to end. Windows has none: the process is killed.</summary>
    public static void SendTerminate(Process process)
    {
        if (OperatingSystem.IsWindows())
            process.Kill();
        else
            _ = Send(process.Id, Terminate);
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Send(int processId, int signal);
}
