using System.Text.Json;
using TicketPlatform.Dev.Local;
using TicketPlatform.Testing;

namespace TicketPlatform.Dev.Run;

/// <summary>The processes of a run, written down so that the next run can stop them if this one is killed.</summary>
internal sealed class StartedProcesses
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly List<Entry> _entries = [];

    private sealed record Entry(int Id, string Program);

    public void Add(int id, string program)
    {
        _entries.Add(new(id, program));
        SecretFile.Write(LocalFiles.Processes, JsonSerializer.Serialize(_entries));
    }

    public static void Forget() => File.Delete(LocalFiles.Processes);

    /// <summary>Stops what a killed run left behind. PostgreSQL keeps a record of its own, which its start looks after.</summary>
    public static async Task StopLeftoversAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(LocalFiles.Processes))
            return;
        foreach (var left in JsonSerializer.Deserialize<Entry[]>(await File.ReadAllTextAsync(LocalFiles.Processes, cancellationToken))!)
        {
            if (await LeftoverProcess.StopAsync(left.Id, left.Program, Grace, cancellationToken))
                Console.WriteLine($"Stopped {Path.GetFileNameWithoutExtension(left.Program)}, which an earlier run had left behind.");
        }
        Forget();
    }
}
