using TicketPlatform.Dev.Local;
using TicketPlatform.Testing;

namespace TicketPlatform.Dev.Run;

/// <summary>What a run has started. It notices when one of them ends, and ends them in the reverse order.</summary>
internal sealed class RunProcesses : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly StartedProcesses _record = new();
    private readonly Stack<Func<Task>> _stops = [];
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when one of them ends by itself, with a line that says which.</summary>
    public Task<string> Ended => _ended.Task;

    /// <summary>Starts the cluster, which stops last.</summary>
    public async Task<PrivateCluster> StartClusterAsync(CancellationToken cancellationToken)
    {
        var folder = await RepositoryClusterFolder.FindAsync(cancellationToken);
        var cluster = await PrivateCluster.StartAsync(new() { DataDirectory = folder, Durable = true }, cancellationToken);
        _stops.Push(() => cluster.DisposeAsync().AsTask());
        _ = WatchAsync("PostgreSQL", cluster.WaitForExitAsync(), cluster.LogFile);
        return cluster;
    }

    /// <summary>Starts a program, and waits until it answers at <paramref name="address"/>.</summary>
    public async Task StartAsync(string name, ChildProcessOptions options, Uri address, TimeSpan limit, CancellationToken cancellationToken)
    {
        var process = ChildProcess.Start(options);
        _record.Add(process.Id, options.Command[1]);
        _stops.Push(async () =>
        {
            await process.TerminateAsync(Grace);
            await process.DisposeAsync();
        });
        _ = WatchAsync(name, process.WaitForExitAsync(CancellationToken.None), options.LogFile!);
        try
        {
            if (!await process.WaitForHttpAsync(address, limit, cancellationToken))
                throw new CommandFailedException(await Ended);
        }
        catch (TimeoutException late)
        {
            throw new CommandFailedException($"{late.Message} The log of {name} is {LocalFiles.Shown(options.LogFile!)}", late);
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_stops.TryPop(out var stop))
            await stop();
        StartedProcesses.Forget();
    }

    private async Task WatchAsync(string name, Task ended, string log)
    {
        await ended;
        _ended.TrySetResult($"{name} ended unexpectedly; its log is {LocalFiles.Shown(log)}");
    }
}
