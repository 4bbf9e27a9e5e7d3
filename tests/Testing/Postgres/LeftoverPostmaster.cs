using System.Globalization;

namespace TicketPlatform.Testing;

/// <summary>A server that a killed process left behind in a data folder, running or only written down in <c>postmaster.pid</c>.</summary>
internal sealed class LeftoverPostmaster(string data, PostgresBinaries binaries, ClusterUser user)
{
    private string ProcessFile => Path.Combine(data, "postmaster.pid");

    /// <summary>The process that PostgreSQL has written down; null where there is none.</summary>
    public int? RecordedProcess =>
        File.Exists(ProcessFile)
        && int.TryParse(File.ReadLines(ProcessFile).FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : null;

    /// <summary>Stops it, or removes the record of a process that is not PostgreSQL's, which would keep a new server from starting.</summary>
    public async Task ClearAsync(CancellationToken cancellationToken)
    {
        if (RecordedProcess is not { } process)
            return;
        if (await IsOurServerAsync(process, cancellationToken))
            await StopAsync("fast", cancellationToken);
        else
            File.Delete(ProcessFile);
    }

    /// <summary>Asks the server to end: <c>fast</c> leaves a clean shutdown, <c>immediate</c> is like a crash.</summary>
    public async Task StopAsync(string mode, CancellationToken cancellationToken)
    {
        string[] stop = ["stop", $"--pgdata={data}", $"--mode={mode}", "--wait", "--timeout=30"];
        var outcome = await ShortCommand.RunAsync(user.Command(binaries.Program("pg_ctl"), stop), "/", cancellationToken);
        if (!outcome.Succeeded && RecordedProcess is not null)
            throw new PostgresUnavailableException($"PostgreSQL in {data} could not be stopped: {outcome.Output}");
    }

    private async Task<bool> IsOurServerAsync(int process, CancellationToken cancellationToken)
    {
        var command = await ProcessCommandLine.OfAsync(process, cancellationToken);
        return command.Contains(OperatingSystem.IsWindows() ? "postgres" : data, StringComparison.Ordinal);
    }
}
