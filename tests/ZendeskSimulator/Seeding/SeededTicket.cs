namespace TicketPlatform.ZendeskSimulator.Seeding;

/// <summary>Lives one ticket's life after another, up to the end of the seeded time.</summary>
internal sealed class SeededTicket(World world, Random random, SeededPeople people, uint end, double stalled)
{
    private const uint Hour = 3_600;
    private const uint Day = 86_400;

    private static readonly string[] Tags = ["billing", "portal", "billing portal", "login", "api", "mobile urgent_customer"];

    private Ticket ticket = null!;
    private User requester = null!;
    private User agent = null!;
    private uint now;

    public void Live(uint createdAt)
    {
        now = Math.Min(createdAt, end);
        requester = people.Requester();
        agent = people.Agent();
        Open();
        var stepsLeft = random.NextDouble() < stalled ? random.Next(4) : int.MaxValue;
        while (stepsLeft-- > 0 && ticket.Status != Names.Closed && Wait())
            Step();
        End();
    }

    private void Open()
    {
        ticket = new Ticket
        {
            Id = world.NextTicketId,
            CreatedAt = now,
            Submitter = requester.Position,
        };
        world.Add(ticket);
        var update = new TicketUpdate(world, ticket, requester.Position, now);
        update.Record(TicketField.Created, Names.None, Names.None);
        update.Set(TicketField.Requester, requester.Position);
        update.Set(TicketField.Status, Names.New);
        update.Set(TicketField.Priority, random.Next(10) < 3 ? Names.None : Names.FirstPriority + random.Next(Names.PriorityCount));
        update.Set(TicketField.Type, random.Next(10) < 4 ? Names.None : Names.FirstType + random.Next(Names.TypeCount));
        if (random.Next(10) < 4)
            update.Set(TicketField.Tags, world.Names[Tags[random.Next(Tags.Length)]]);
        update.Comment(Names.None, isPublic: true);
        Finish(update);
    }

    private void Step()
    {
        var byRequester = ticket.Status == Names.Pending || (ticket.Status == Names.Solved && random.Next(100) < 8);
        var update = new TicketUpdate(world, ticket, (byRequester ? requester : agent).Position, now);
        if (ticket.Status == Names.New)
            update.Set(TicketField.Assignee, agent.Position);
        if (random.Next(100) < 4)
            update.Set(TicketField.Assignee, (agent = people.Agent()).Position);
        var next = byRequester ? Names.Open : NextByAgent();
        if (next != Names.Closed)
            update.Comment(Names.None, isPublic: random.Next(10) > 0);
        update.Set(TicketField.Status, next);
        Finish(update);
    }

    private int NextByAgent() =>
        ticket.Status switch
        {
            Names.Solved => Names.Closed,
            Names.New => random.Next(10) < 7 ? Names.Open : Names.Pending,
            Names.Hold => Names.Open,
            _ => random.Next(10) switch
            {
                < 6 => Names.Solved,
                < 9 => Names.Pending,
                _ => Names.Hold,
            },
        };

    private void End()
    {
        var fate = random.Next(1000);
        if (fate < 5 && Wait())
            Delete();
        else if (fate < 60 && ticket.IsOpen && requester.Requested.FindLast(IsOtherOpenTicket) is var target and > 0)
            new MergeTickets(target, [ticket.Id]) { At = end }.Run(world);
    }

    private bool IsOtherOpenTicket(int id) => id != ticket.Id && world.RequireTicket(id).IsOpen;

    private void Delete()
    {
        new DeleteTicket(ticket.Id) { At = now }.Run(world);
        if (now + (30 * Day) + Hour < end)
            new ScrubTicket(ticket.Id) { At = now + (30 * Day) + Hour }.Run(world);
    }

    // Zendesk closes four days after solving; everything else takes minutes to days.
    private bool Wait()
    {
        var mean = ticket.Status switch
        {
            Names.New => 2.0 * Hour,
            Names.Solved => 0,
            _ => 14.0 * Hour,
        };
        var wait = mean > 0 ? 60 - (mean * Math.Log(1 - random.NextDouble())) : 4 * Day;
        if (now + wait > end)
            return false;
        now += (uint)wait;
        return true;
    }

    private void Finish(TicketUpdate update) => update.Finish((uint)random.Next(3));
}
