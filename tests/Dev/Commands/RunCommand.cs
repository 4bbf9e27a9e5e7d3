using TicketPlatform.Dev.Run;

namespace TicketPlatform.Dev.Commands;

/// <summary><c>./dev run</c>: everything, until it is told to stop or a part of it fails.</summary>
internal static class RunCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static async Task<int> ExecuteAsync(string[] arguments)
    {
        var plan = RunPlan.Parse(arguments, RunSettings.Read());
        var credentials = plan.Simulator is null ? ZendeskCredentials.FromEnvironment() : ZendeskCredentials.OfSimulator();
        using var stop = new StopSignal();
        await using var only = RunLock.Take();
        RunFile.Delete();
        await StartedProcesses.StopLeftoversAsync(stop.Token);
        plan.EnsurePortsAreFree();
        plan.Settings.Write();

        await using var processes = new RunProcesses();
        try
        {
            await RunAsync(new(plan, credentials, processes), processes, stop.Token);
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            Console.WriteLine("Stopping ...");
        }
        finally
        {
            RunFile.Delete();
        }
        return 0;
    }

    private static async Task RunAsync(RunSession session, RunProcesses processes, CancellationToken cancellationToken)
    {
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var start = StartAsync(session, failed.Token);
        await Task.WhenAny(start, processes.Ended);
        if (processes.Ended.IsCompleted)
            await failed.CancelAsync();
        else
            await start;
        throw new CommandFailedException(await processes.Ended.WaitAsync(cancellationToken));
    }

    private static async Task StartAsync(RunSession session, CancellationToken cancellationToken)
    {
        try
        {
            await session.StartAsync(cancellationToken);
        }
        catch (HttpRequestException unreachable)
        {
            // Most likely it has just died, which is about to be noticed and says more.
            await Task.Delay(Patience, cancellationToken);
            throw new CommandFailedException($"no answer: {unreachable.Message}; see .local/logs", unreachable);
        }
    }
}
