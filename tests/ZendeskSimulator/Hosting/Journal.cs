namespace TicketPlatform.ZendeskSimulator.Hosting;

/// <summary>Remembers what happened since the seeded history, one change per line, so that a restart goes on in the same account.</summary>
internal sealed class Journal : IDisposable
{
    private readonly Lock gate = new();
    private readonly StreamWriter writer;

    private Journal(string path, Origin origin, IReadOnlyList<Change> changes)
    {
        (Start, Changes) = (origin, changes);
        writer = new StreamWriter(path, append: true);
    }

    /// <summary>From what the seeded history is made again; sizes and seed of a later start do not count.</summary>
    public sealed record Origin(uint BaseTime, int Seed, int Users, int Tickets, string Email, int Days = 180);

    public Origin Start { get; }
    public IReadOnlyList<Change> Changes { get; }

    public static Journal Open(string path, Origin fresh)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        if (!File.Exists(path) || new FileInfo(path).Length == 0)
            File.WriteAllText(path, JsonSerializer.Serialize(fresh) + '\n');
        var lines = CompleteLines(path);
        var origin = JsonSerializer.Deserialize<Origin>(lines[0]) ?? throw new InvalidDataException($"{path} is not a simulator journal.");
        return new Journal(path, origin, [.. lines.Skip(1).Select(line => JsonSerializer.Deserialize<Change>(line)!)]);
    }

    public void Append(Change change)
    {
        lock (gate)
            writer.Write(JsonSerializer.Serialize(change) + '\n');
    }

    public void Flush()
    {
        lock (gate)
            writer.Flush();
    }

    public void Dispose() => writer.Dispose();

    // A kill can leave half a line behind, which never happened.
    private static string[] CompleteLines(string path)
    {
        var text = File.ReadAllText(path);
        var end = text.LastIndexOf('\n') + 1;
        if (end < text.Length)
            File.WriteAllText(path, text = text[..end]);
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}

/// <summary>Saves the journal every few seconds, so that a kill costs little.</summary>
internal sealed class JournalFlush(Journal journal) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            journal.Flush();
    }
}
