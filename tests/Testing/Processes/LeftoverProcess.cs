using System.Diagnostics;

namespace TicketPlatform.Testing;

/// <summary>Stops a process that this one did not start, but that an earlier run wrote down.</summary>
public static class LeftoverProcess
{
    /// <summary>SIGTERM, and SIGKILL after <paramref name="grace"/>; true when there was something to stop.</summary>
    /// <param name="processId">The id that was written down.</param>
    /// <param name="program">What its command line must contain, since the id may be somebody else's by now.</param>
    /// <param name="grace">How long it may take to end by itself.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public static async Task<bool> StopAsync(int processId, string program, TimeSpan grace, CancellationToken cancellationToken = default)
    {
        if (!await RunsAsync(processId, program, cancellationToken))
            return false;
        using var process = Process.GetProcessById(processId);
        ProcessSignal.SendTerminate(process);
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < grace; await Task.Delay(50, cancellationToken))
        {
            if (!await RunsAsync(processId, program, cancellationToken))
                return true;
        }
        process.Kill();
        return true;
    }

    private static async Task<bool> RunsAsync(int processId, string program, CancellationToken cancellationToken) =>
        (await ProcessCommandLine.OfAsync(processId, cancellationToken)).Contains(program, StringComparison.Ordinal);
}
