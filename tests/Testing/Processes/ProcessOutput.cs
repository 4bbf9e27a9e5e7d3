namespace TicketPlatform.Testing;

/// <summary>The lines of one process: the recent ones in memory, all of them in a file if asked.</summary>
internal sealed class ProcessOutput(string? file) : IDisposable
{
    private const int Kept = 400;

    private readonly Lock _gate = new();
    private readonly Queue<string> _recent = [];
    private readonly List<(string Text, TaskCompletionSource<string> Seen)> _awaited = [];
    private readonly StreamWriter? _file = file is null ? null : Open(file);
    private bool _closed;

    public IReadOnlyList<string> Recent
    {
        get
        {
            lock (_gate)
                return [.. _recent];
        }
    }

    public void Add(string? line)
    {
        if (line is null)
            return;
        lock (_gate)
        {
            if (_closed)
                return;
            _recent.Enqueue(line);
            if (_recent.Count > Kept)
                _recent.Dequeue();
            _file?.WriteLine(line);
            foreach (var (text, seen) in _awaited)
            {
                if (line.Contains(text, StringComparison.Ordinal))
                    seen.TrySetResult(line);
            }
        }
    }

    public Task<string> WhenContains(string text)
    {
        lock (_gate)
        {
            if (_recent.FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal)) is { } found)
                return Task.FromResult(found);
            var seen = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((text, seen));
            return seen.Task;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            _file?.Dispose();
        }
    }

    private static StreamWriter Open(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        return new(file) { AutoFlush = true };
    }
}
