using System.Diagnostics;

namespace TicketPlatform.Testing;

/// <summary>A process that this one started, whose output it reads and whose end it decides.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ProcessOutput _output;

    private ChildProcess(Process process, ProcessOutput output) => (_process, _output) = (process, output);

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>The last lines of standard output and error, oldest first; at most 400.</summary>
    public IReadOnlyList<string> RecentLines => _output.Recent;

    /// <summary>Starts the program. Standard input stays open, and empty, until this process ends or disposes it.</summary>
    public static ChildProcess Start(ChildProcessOptions options)
    {
        var command = options.Detached && ExecutablePath.Find("setsid") is { } setsid ? [setsid, .. options.Command] : options.Command;
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = options.WorkingDirectory ?? "",
        };
        foreach (var (name, value) in options.Environment)
            start.Environment[name] = value;

        var output = new ProcessOutput(options.LogFile);
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => output.Add(line.Data);
        process.ErrorDataReceived += (_, line) => output.Add(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new(process, output);
    }

    /// <summary>The first line, past or future, that contains the text; null when the process ended without it.</summary>
    /// <exception cref="TimeoutException">The line did not come in time.</exception>
    public async Task<string?> WaitForLineAsync(string text, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        var line = _output.WhenContains(text);
        await Task.WhenAny(line, _process.WaitForExitAsync(cancellationToken)).WaitAsync(timeout, cancellationToken);
        return line.IsCompletedSuccessfully ? await line : null;
    }

    /// <summary>Polls an address until it answers with a success status; false when the process ended first.</summary>
    /// <exception cref="TimeoutException">It did not answer in time.</exception>
    public async Task<bool> WaitForHttpAsync(Uri address, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(timeout);
        try
        {
            return await HttpReadiness.WaitAsync(address, () => HasExited, deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{address} did not answer within {timeout.TotalSeconds:0} s.");
        }
    }

    /// <summary>Waits for the end of the process and of its output. Cancelling kills it.</summary>
    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await _process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await KillAsync();
            throw;
        }
        return _process.ExitCode;
    }

    /// <summary>Ends its standard input.</summary>
    public void EndInput() => _process.StandardInput.Close();

    /// <summary>SIGKILL for the process and what it has started; waits until they are gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>SIGTERM; SIGKILL after <paramref name="grace"/>. True when the process ended by itself.</summary>
    public async Task<bool> TerminateAsync(TimeSpan grace)
    {
        if (!HasExited)
            ProcessSignal.SendTerminate(_process);
        try
        {
            using var deadline = new CancellationTokenSource(grace);
            await _process.WaitForExitAsync(deadline.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            await KillAsync();
            return false;
        }
    }

    /// <summary>Kills the process if it still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _output.Dispose();
        _process.Dispose();
    }
}
