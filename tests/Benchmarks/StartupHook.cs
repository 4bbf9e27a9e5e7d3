using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipes;
using TicketPlatform.Benchmarks.Measuring;

/// <summary>
/// Runs inside every measured process before its own code (DOTNET_STARTUP_HOOKS), so that product, floor and simulator
/// are asked for their figures in the same way and none needs an endpoint for it.
/// </summary>
[SuppressMessage("Design", "CA1050", Justification = "The runtime looks for this very name, outside any namespace.")]
internal static class StartupHook
{
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(ProcessProbe.PipeVariable) is not { } pipe)
            return;
        new Thread(() => Answer(pipe)) { IsBackground = true, Name = "bench figures" }.Start();
        new Thread(EndWithTheBenchmark) { IsBackground = true, Name = "bench parent" }.Start();
    }

    private static void Answer(string pipe)
    {
        using var server = new NamedPipeServerStream(pipe, PipeDirection.InOut);
        using var self = Process.GetCurrentProcess();
        while (true)
        {
            server.WaitForConnection();
            self.Refresh();
            var figures = new ProcessFigures(GC.GetTotalAllocatedBytes(precise: true), self.TotalProcessorTime, self.PeakWorkingSet64);
            server.Write(figures.Write());
            while (server.ReadByte() >= 0) { } // until the asker has read it and closed its end
            server.Disconnect();
        }
    }

    // Standard input ends when the benchmark does, SIGKILL included.
    private static void EndWithTheBenchmark()
    {
        using var input = Console.OpenStandardInput();
        while (input.ReadByte() >= 0) { }
        Environment.Exit(1);
    }
}
