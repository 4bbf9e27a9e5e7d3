namespace TicketPlatform.ZendeskSimulator.Activity;

/// <summary>Solves tickets in all the ways that there are.</summary>
internal sealed class RandomSolves(World world, Random random, RandomPeople people, RandomTickets tickets)
{
    /// <summary>One ticket, if one is unsolved; mostly one that somebody works on.</summary>
    public void Solve(uint at)
    {
        if (((random.Next(5) > 0 ? tickets.Assigned() : null) ?? tickets.Unsolved()) is { } ticket)
            Solve(ticket, at);
    }

    /// <summary>One ticket, with what else happens to it in the same second: a rule of the account, and for some an answer that undoes it.</summary>
    public void SolveAndMore(uint at)
    {
        if (tickets.Unsolved() is not { } ticket)
            return;
        Solve(ticket, at);
        Apply(new UpdateTicket { TicketId = ticket.Id, Priority = ticket.Priority == Names.FirstPriority ? "normal" : "low" }, null, at);
        if (random.Next(2) == 0)
            Apply(
                new UpdateTicket { TicketId = ticket.Id, Comment = new TicketComment("Stop!", Public: true) },
                world.Users[ticket.Requester],
                at
            );
    }

    private void Solve(Ticket ticket, uint at)
    {
        var change = new UpdateTicket { TicketId = ticket.Id, Status = "solved" };
        var answer = change with { Comment = new TicketComment("This should help.", Public: random.Next(8) > 0) };
        var (agent, colleague) = (people.AgentOf(ticket), people.Agent());
        switch (random.Next(100))
        {
            case < 60:
                Apply(answer with { AssigneeId = agent.Id }, agent, at);
                break;
            // Who takes it over and solves it at once.
            case < 72:
                Apply(answer with { AssigneeId = colleague.Id }, colleague, at);
                break;
            // Who only presses the button.
            case < 82:
                Apply(answer, colleague, at);
                break;
            case < 92:
                Apply(change with { AssigneeId = agent.Id }, agent, at);
                break;
            default:
                Apply(change, null, at);
                break;
        }
    }

    private void Apply(UpdateTicket change, User? actor, uint at) =>
        world.Apply(change with { ActorId = actor?.Id ?? TicketEvent.Automation, At = at });
}
