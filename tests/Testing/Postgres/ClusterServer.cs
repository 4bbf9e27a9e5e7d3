using System.Diagnostics;
using Npgsql;

namespace TicketPlatform.Testing;

/// <summary>The server process of one cluster.</summary>
internal sealed class ClusterServer(
    PrivateClusterOptions options,
    ClusterStorage storage,
    LeftoverPostmaster postmaster,
    IReadOnlyList<string> program
)
{
    private const int Tries = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private ChildProcess? _process;

    public int Port { get; private set; } = options.Port;

    public string LogFile => storage.Log;

    public bool IsRunning => _process is { HasExited: false };

    /// <summary>Starts the server and waits until it answers; a taken port or the last throes of a killed server are waited out.</summary>
    public async Task StartAsync(Func<int, string> connectionString, CancellationToken cancellationToken)
    {
        await postmaster.ClearAsync(cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            var port = Port is 0 ? FreePort.Find() : Port;
            _process = Launch(port);
            if (await AnswersAsync(connectionString(port), cancellationToken))
            {
                Port = port;
                return;
            }
            var said = string.Join(Environment.NewLine, _process.RecentLines);
            await _process.DisposeAsync();
            if (attempt == Tries || !PassesWithTime(said))
                throw new PostgresUnavailableException($"PostgreSQL did not start in {storage.Data}: {said}");
            await Task.Delay(Pause * attempt, cancellationToken);
        }
    }

    public Task WaitForExitAsync() => _process?.WaitForExitAsync(CancellationToken.None) ?? Task.CompletedTask;

    /// <summary>Ends the server if it runs, in one of pg_ctl's modes.</summary>
    public async Task StopAsync(string mode, CancellationToken cancellationToken)
    {
        if (_process is null)
            return;
        if (IsRunning)
            await postmaster.StopAsync(mode, cancellationToken);
        await _process.DisposeAsync();
        _process = null;
    }

    /// <summary>SIGKILL, and waits until the server's other processes have noticed.</summary>
    public async Task KillAsync()
    {
        if (_process is null || postmaster.RecordedProcess is not { } id)
            return;
        // The child may be the tool that switches users; the server's own record names the server.
        using var server = Process.GetProcessById(id);
        server.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    private ChildProcess Launch(int port) =>
        ChildProcess.Start(
            new([.. program, "-D", storage.Data, .. ClusterSettings.Arguments(options, port)])
            {
                WorkingDirectory = Path.GetDirectoryName(storage.Data),
                LogFile = storage.Log,
                Detached = true,
            }
        );

    private async Task<bool> AnswersAsync(string connectionString, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(StartLimit);
        while (IsRunning)
        {
            try
            {
                await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false;Timeout=2");
                await connection.OpenAsync(deadline.Token);
                return IsRunning;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(Pause, deadline.Token);
            }
        }
        return false;
    }

    private bool PassesWithTime(string said) =>
        said.Contains("shared memory block", StringComparison.Ordinal)
        || (options.Port is 0 && Port is 0 && said.Contains("Address already in use", StringComparison.Ordinal));
}
