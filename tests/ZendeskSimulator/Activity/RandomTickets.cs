namespace TicketPlatform.ZendeskSimulator.Activity;

/// <summary>Picks tickets of a kind, mostly young ones, so that they come to an end.</summary>
internal sealed class RandomTickets(World world, Random random)
{
    private const int Young = 300;
    private const int Tries = 40;

    public Ticket? Unsolved() => Pick(ticket => ticket.IsOpen);

    public Ticket? Solved() => Pick(ticket => ticket.Status == Names.Solved);

    public Ticket? Unclosed() => Pick(IsUnclosed);

    public Ticket? UnclosedBeside(Ticket other) => Pick(ticket => IsUnclosed(ticket) && ticket != other);

    public Ticket? Waiting() => Pick(ticket => ticket.Status == Names.Pending);

    public Ticket? Assigned() => Pick(ticket => ticket.IsOpen && ticket.Assignee != Names.None);

    public Ticket? Any() => Pick(ticket => !ticket.IsDeleted);

    public Ticket? InBin() => Pick(ticket => ticket is { IsDeleted: true, IsScrubbed: false });

    private static bool IsUnclosed(Ticket ticket) => ticket.IsOpen || ticket.Status == Names.Solved;

    private Ticket? Pick(Func<Ticket, bool> isMeant)
    {
        var tickets = world.Tickets;
        for (var tries = 0; tries < Tries && tickets.Count > 0; tries++)
        {
            var range = tries % 4 == 3 ? tickets.Count : Math.Min(Young, tickets.Count);
            var ticket = tickets[tickets.Count - 1 - random.Next(range)];
            if (isMeant(ticket))
                return ticket;
        }
        var all = tickets.Where(isMeant).ToList();
        return all.Count == 0 ? null : all[random.Next(all.Count)];
    }
}
