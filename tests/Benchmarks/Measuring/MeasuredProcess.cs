using TicketPlatform.Dev;
using TicketPlatform.Testing;

namespace TicketPlatform.Benchmarks.Measuring;

/// <summary>A program under measurement, which ends with the benchmark.</summary>
internal sealed class MeasuredProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly ChildProcess _process;
    private readonly ProcessProbe _probe;
    private readonly string _log;

    private MeasuredProcess(string name, Uri address, ChildProcess process, ProcessProbe probe, string log) =>
        (Name, Address, _process, _probe, _log) = (name, address, process, probe, log);

    public string Name { get; }

    public Uri Address { get; }

    /// <summary>Starts a program of this repository, and returns when it answers with success at <paramref name="readyPath"/>.</summary>
    public static async Task<MeasuredProcess> StartAsync(MeasuredProgram program, string readyPath, CancellationToken cancellationToken)
    {
        var probe = new ProcessProbe();
        var file = RepositoryPaths.Program(program.Project);
        var log = Path.Combine(RepositoryPaths.Local, "logs", $"bench-{program.Name.Replace(' ', '-')}.log");
        var options = ChildProcessOptions.Dotnet(file, program.Arguments) with
        {
            WorkingDirectory = Path.GetDirectoryName(file),
            Environment = new Dictionary<string, string?>([.. program.Environment, .. probe.Environment]),
            LogFile = log,
            Detached = true,
        };
        var process = new MeasuredProcess(program.Name, program.Address, ChildProcess.Start(options), probe, log);
        try
        {
            await process._process.WaitForHttpAsync(new Uri(program.Address, readyPath), StartLimit, cancellationToken);
            process.EnsureRuns();
            return process;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>The physical memory that it holds now, in bytes.</summary>
    public long WorkingSet
    {
        get
        {
            using var process = System.Diagnostics.Process.GetProcessById(_process.Id);
            return process.WorkingSet64;
        }
    }

    public Task<ProcessFigures> ReadAsync(CancellationToken cancellationToken) => _probe.ReadAsync(cancellationToken);

    /// <exception cref="CommandFailedException">It has ended.</exception>
    public void EnsureRuns()
    {
        if (!_process.HasExited)
            return;
        var last = _process.RecentLines is [.., var line] ? line : "it said nothing";
        throw new CommandFailedException($"{Name} ended by itself: {last}; its log is {Path.GetRelativePath(RepositoryPaths.Root, _log)}");
    }

    public async ValueTask DisposeAsync()
    {
        await _process.TerminateAsync(Grace);
        await _process.DisposeAsync();
    }
}

/// <summary>What to start for a measurement.</summary>
/// <param name="Name">As the report calls it.</param>
/// <param name="Project">Whose program it is.</param>
/// <param name="Address">Where it will listen.</param>
/// <param name="Arguments">Its command line.</param>
/// <param name="Environment">Its settings.</param>
internal sealed record MeasuredProgram(
    string Name,
    string Project,
    Uri Address,
    IReadOnlyList<string> Arguments,
    IReadOnlyDictionary<string, string?> Environment
);
