namespace TicketPlatform.ZendeskSimulator.Activity;

/// <summary>The account's own rules, which run on every stroke of the hour: they close what stays solved and solve what nobody answers.</summary>
internal sealed class Automations(World world)
{
    private const uint Day = 86_400;
    private const uint CloseAfter = 4 * Day;
    private const uint SolveAfter = 5 * Day;

    /// <summary>Acts on all tickets that are due. Hold the gate.</summary>
    public void Run(uint at)
    {
        foreach (var ticket in world.Tickets)
            if (ticket.Status == Names.Solved && ticket.Times.StatusChanged + CloseAfter <= at)
                Set(ticket, "closed", at);
            else if (ticket.Status == Names.Pending && ticket.Times.StatusChanged + SolveAfter <= at)
                Set(ticket, "solved", at);
    }

    private void Set(Ticket ticket, string status, uint at) =>
        world.Apply(
            new UpdateTicket
            {
                TicketId = ticket.Id,
                ActorId = TicketEvent.Automation,
                Status = status,
                At = at,
            }
        );
}
