using System.IO.Pipes;

namespace TicketPlatform.Benchmarks.Measuring;

/// <summary>Asks a process that runs our start-up hook for its figures.</summary>
internal sealed class ProcessProbe
{
    public const string PipeVariable = "TICKETPLATFORM_BENCH_PIPE";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly string _pipe = $"ticketplatform-bench-{Guid.NewGuid():N}";

    /// <summary>What the process must be started with.</summary>
    public IReadOnlyDictionary<string, string?> Environment =>
        new Dictionary<string, string?> { ["DOTNET_STARTUP_HOOKS"] = typeof(ProcessProbe).Assembly.Location, [PipeVariable] = _pipe };

    public async Task<ProcessFigures> ReadAsync(CancellationToken cancellationToken)
    {
        await using var pipe = new NamedPipeClientStream(".", _pipe, PipeDirection.In, PipeOptions.Asynchronous);
        await pipe.ConnectAsync(Limit, cancellationToken);
        var bytes = new byte[ProcessFigures.Length];
        await pipe.ReadExactlyAsync(bytes, cancellationToken);
        return ProcessFigures.Read(bytes);
    }
}
