namespace TicketPlatform.ZendeskSimulator.Seeding;

/// <summary>Lives one ticket's life after another, up to the end of the seeded time.</summary>
internal sealed class SeededTicket(SeededLife life, double stalled)
{
    private readonly SeededOpening opening = new(life);
    private readonly SeededWork work = new(life);
    private readonly SeededAftermath aftermath = new(life);
    private readonly SeededIncident incident = new(life);

    public void Live(uint createdAt, bool hurried)
    {
        life.Begin(createdAt, hurried);
        opening.Open();
        var stepsLeft = life.Random.NextDouble() < stalled ? life.Random.Next(4) : int.MaxValue;
        while (stepsLeft-- > 0 && life.Ticket.Status is not (Names.Closed or Names.Deleted) && Step())
            incident.Happen();
        incident.End();
    }

    private bool Step() => life.Ticket.Status == Names.Solved ? aftermath.Step() : work.Step();
}
