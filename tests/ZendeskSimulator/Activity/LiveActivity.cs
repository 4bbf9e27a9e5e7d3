namespace TicketPlatform.ZendeskSimulator.Activity;

/// <summary>Lets people work: new tickets, replies and status changes at a steady pace.</summary>
internal sealed class LiveActivity(World world, SimulatorOptions options) : BackgroundService
{
    private const int DefaultChangesPerMinute = 20;
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(200);

    private readonly Random random = new(options.Seed + 1);

    public bool Enabled { get; set; } = options.Activity;

    public int ChangesPerMinute { get; set; } = DefaultChangesPerMinute;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Enabled && ChangesPerMinute > 0 ? TimeSpan.FromMinutes(1.0 / ChangesPerMinute) : Idle;
            await Task.Delay(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (Enabled && ChangesPerMinute > 0 && !stoppingToken.IsCancellationRequested)
                ChangeSomething();
        }
    }

    private void ChangeSomething()
    {
        lock (world.Gate)
        {
            var ticket = RecentOpenTicket();
            if (ticket is null || random.Next(100) < 30)
                world.Apply(new CreateTicket { RequesterId = Somebody("end-user").Id, Priority = random.Next(3) == 0 ? "high" : "normal" });
            else if (ticket.Status == Names.Pending)
                world.Apply(Reply(ticket, world.Users[ticket.Requester], status: null, "It still does not work, sorry."));
            else
                world.Apply(Reply(ticket, AgentOf(ticket), NextStatus(), "We have looked into it."));
        }
    }

    private static UpdateTicket Reply(Ticket ticket, User author, string? status, string text) =>
        new()
        {
            TicketId = ticket.Id,
            ActorId = author.Id,
            AssigneeId = author.IsStaff ? author.Id : null,
            Status = status,
            Comment = new TicketComment(text, Public: true),
        };

    private string NextStatus() =>
        random.Next(10) switch
        {
            < 5 => "solved",
            < 8 => "pending",
            8 => "hold",
            _ => "open",
        };

    private User AgentOf(Ticket ticket) => ticket.Assignee != Names.None ? world.Users[ticket.Assignee] : Somebody("agent");

    private User Somebody(string role)
    {
        var candidates = world.Users.All.Where(user => user is { Active: true, Suspended: false } && user.Role == role).ToList();
        return candidates.Count > 0 ? candidates[random.Next(candidates.Count)] : world.Users[0];
    }

    private Ticket? RecentOpenTicket()
    {
        for (var tries = 0; tries < 200 && world.Tickets.Count > 0; tries++)
        {
            var ticket = world.Tickets[world.Tickets.Count - 1 - random.Next(Math.Min(500, world.Tickets.Count))];
            if (ticket.IsOpen)
                return ticket;
        }
        return null;
    }
}
