using System.Diagnostics;

namespace TicketPlatform.ZendeskSimulator.Activity;

/// <summary>How much of a load is done; both are ticket updates.</summary>
internal sealed record LoadProgress(bool Running, int Done, int Total);

/// <summary>Changes random open tickets at a steady pace in real time: their status, their priority or their comments.</summary>
internal sealed class ChangeLoad(World world) : IDisposable
{
    private const int Tries = 1000;
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(5);
    private static readonly string[] OpenStatuses = ["open", "pending", "hold"];
    private static readonly string[] Priorities = ["low", "normal", "high", "urgent"];

    private readonly Lock gate = new();
    private readonly CancellationTokenSource stopping = new();
    private volatile LoadProgress progress = new(Running: false, Done: 0, Total: 0);

    public LoadProgress Progress => progress;

    /// <summary>False when a load is running already.</summary>
    public bool TryStart(int updatesPerSecond, int seconds, int seed)
    {
        lock (gate)
        {
            if (progress.Running)
                return false;
            progress = new LoadProgress(Running: true, Done: 0, updatesPerSecond * seconds);
        }
        _ = Task.Run(() => RunAsync(updatesPerSecond, new Random(seed)), stopping.Token);
        return true;
    }

    public void Dispose()
    {
        stopping.Cancel();
        stopping.Dispose();
    }

    private async Task RunAsync(int updatesPerSecond, Random random)
    {
        var started = Stopwatch.GetTimestamp();
        using var beat = new PeriodicTimer(Beat);
        while (progress is { Done: var done, Total: var total } && done < total && await beat.WaitForNextTickAsync(stopping.Token))
        {
            var due = (int)Math.Min(Stopwatch.GetElapsedTime(started).TotalSeconds * updatesPerSecond, total);
            for (; done < due && !stopping.IsCancellationRequested; done++)
                world.Apply(Update(random));
            progress = progress with { Done = done };
        }
        progress = progress with { Running = false };
    }

    private UpdateTicket Update(Random random)
    {
        lock (world.Gate)
        {
            var ticket = OpenTicket(random);
            var kind = random.Next(3);
            return new UpdateTicket
            {
                TicketId = ticket.Id,
                Status = kind == 0 ? Other(OpenStatuses, world.Names[ticket.Status], random) : null,
                Priority = kind == 1 ? Other(Priorities, world.Names[ticket.Priority], random) : null,
                Comment = kind == 2 ? new TicketComment("We have looked into it.", Public: random.Next(4) > 0) : null,
            };
        }
    }

    // Nothing here solves a ticket, so that a long load does not run out of open ones.
    private Ticket OpenTicket(Random random)
    {
        for (var tries = 0; tries < Tries && world.Tickets.Count > 0; tries++)
        {
            var ticket = world.Tickets[random.Next(world.Tickets.Count)];
            if (ticket.IsOpen)
                return ticket;
        }
        return world.Apply(new CreateTicket { RequesterId = world.Users[world.Users.All.Count - 1].Id, Status = "open" });
    }

    private static string Other(string[] values, string? present, Random random)
    {
        var others = values.Where(value => value != present).ToArray();
        return others[random.Next(others.Length)];
    }
}
