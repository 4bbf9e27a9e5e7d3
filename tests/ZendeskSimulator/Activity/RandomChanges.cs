namespace TicketPlatform.ZendeskSimulator.Activity;

/// <summary>Makes changes of every kind at random: what people do all day, and what is rare and hard to count.</summary>
internal sealed class RandomChanges
{
    private readonly World world;
    private readonly Random random;
    private readonly RandomPeople people;
    private readonly RandomTickets tickets;
    private readonly RandomSolves solves;
    private readonly Dictionary<int, long> formerAssignees = [];
    private readonly (int Weight, Action Make)[] kinds;
    private uint now;

    public RandomChanges(World world, Random random)
    {
        (this.world, this.random) = (world, random);
        (people, tickets) = (new RandomPeople(world, random), new RandomTickets(world, random));
        solves = new RandomSolves(world, random, people, tickets);
        kinds =
        [
            (200, Open),
            (15, () => OpenInTheirName("open")),
            (20, () => OpenInTheirName("solved")),
            (200, Reply),
            (200, () => solves.Solve(now)),
            (20, () => solves.SolveAndMore(now)),
            (120, AnswerBack),
            (45, Bounce),
            (50, HandOver),
            (10, Unassign),
            (20, ChangePriority),
            (12, CloseStraight),
            (15, ChangeRequester),
            (15, Merge),
            (15, Delete),
            (15, Restore),
            (2, Scrub),
            (5, Touch),
            (8, CommentAsFormerAgent),
            (5, () => people.Demote(now)),
            (6, () => people.Promote(now)),
            (1, () => people.Hire(now)),
        ];
    }

    /// <summary>One change of some kind, where the account has what it takes. Hold the gate.</summary>
    public void Make(uint at)
    {
        now = at;
        var draw = random.Next(kinds.Sum(kind => kind.Weight));
        foreach (var (weight, make) in kinds)
            if ((draw -= weight) < 0)
            {
                make();
                return;
            }
    }

    private void Open() => world.Apply(new CreateTicket { RequesterId = people.Customer().Id, At = now });

    private void OpenInTheirName(string status)
    {
        var agent = people.Agent();
        world.Apply(
            new CreateTicket
            {
                RequesterId = people.Customer().Id,
                SubmitterId = agent.Id,
                AssigneeId = agent.Id,
                Status = status,
                At = now,
            }
        );
    }

    private void Reply()
    {
        if (tickets.Unsolved() is not { } ticket)
            return;
        var agent = people.AgentOf(ticket);
        string[] statuses = ["open", "open", "pending", "pending", "hold"];
        Update(
            ticket,
            agent,
            new()
            {
                TicketId = ticket.Id,
                AssigneeId = agent.Id,
                Status = statuses[random.Next(statuses.Length)],
                Comment = new TicketComment("We are looking into it.", Public: random.Next(7) > 0),
            }
        );
    }

    private void AnswerBack()
    {
        if ((random.Next(4) > 0 ? tickets.Waiting() : tickets.Unsolved()) is { } ticket)
            Comment(ticket, world.Users[ticket.Requester], "It still happens.");
    }

    private void Bounce()
    {
        if (tickets.Solved() is not { } ticket)
            return;
        if (random.Next(5) > 0)
            Comment(ticket, world.Users[ticket.Requester], "No, it does not work.");
        else
            Update(ticket, people.AgentOf(ticket), new() { TicketId = ticket.Id, Status = random.Next(2) == 0 ? "pending" : "open" });
    }

    private void HandOver()
    {
        if (tickets.Assigned() is not { } ticket)
            return;
        var present = world.Users[ticket.Assignee].Id;
        var next = formerAssignees.TryGetValue(ticket.Id, out var former) && random.Next(2) == 0 ? former : people.Agent().Id;
        formerAssignees[ticket.Id] = present;
        Update(ticket, people.Agent(), new() { TicketId = ticket.Id, AssigneeId = next });
    }

    private void Unassign()
    {
        if (tickets.Assigned() is { } ticket)
            Update(ticket, people.Agent(), new() { TicketId = ticket.Id, AssigneeId = 0 });
    }

    private void ChangePriority()
    {
        if (tickets.Unclosed() is { } ticket)
            Update(
                ticket,
                people.Agent(),
                new() { TicketId = ticket.Id, Priority = ticket.Priority == Names.FirstPriority ? "urgent" : "low" }
            );
    }

    private void CloseStraight()
    {
        if (tickets.Unsolved() is { } ticket)
            Update(ticket, people.AgentOf(ticket), new() { TicketId = ticket.Id, Status = "closed" });
    }

    private void ChangeRequester()
    {
        if (tickets.Unclosed() is { } ticket)
            Update(ticket, people.Agent(), new() { TicketId = ticket.Id, RequesterId = people.Customer().Id });
    }

    private void Merge()
    {
        if (tickets.Unclosed() is { } source && tickets.UnclosedBeside(source) is { } target)
            world.Apply(new MergeTickets(target.Id, [source.Id]) { ActorId = people.Agent().Id, At = now });
    }

    private void Delete()
    {
        if (tickets.Any() is { } ticket)
            world.Apply(new DeleteTicket(ticket.Id) { ActorId = people.Agent().Id, At = now });
    }

    private void Restore()
    {
        if (tickets.InBin() is { } ticket)
            world.Apply(new RestoreTicket(ticket.Id) { ActorId = people.Agent().Id, At = now });
    }

    private void Scrub()
    {
        if (tickets.InBin() is { } ticket)
            world.Apply(new ScrubTicket(ticket.Id) { At = now });
    }

    private void Touch()
    {
        if (tickets.Any() is { } ticket)
            world.Apply(new TouchTicket(ticket.Id) { At = now });
    }

    private void CommentAsFormerAgent()
    {
        if (people.FormerAgent() is { } author && tickets.Unsolved() is { } ticket)
            Comment(ticket, author, "When I was in support, this was fixed by a restart.");
    }

    private void Comment(Ticket ticket, User author, string text) =>
        Update(
            ticket,
            world.PosterOf(ticket, author),
            new()
            {
                TicketId = ticket.Id,
                Comment = new TicketComment(text, Public: true) { AuthorId = author.Id },
            }
        );

    private void Update(Ticket ticket, User actor, UpdateTicket change) =>
        world.Apply(change with { TicketId = ticket.Id, ActorId = actor.Id, At = now });
}
