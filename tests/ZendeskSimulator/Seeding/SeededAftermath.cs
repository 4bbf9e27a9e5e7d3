namespace TicketPlatform.ZendeskSimulator.Seeding;

/// <summary>What happens to a solved ticket: it bounces, again and again for some, or an automation closes it after four days.</summary>
internal sealed class SeededAftermath(SeededLife life)
{
    private const double CloseAfter = 4.0 * SeededLife.Day;

    /// <summary>False when the seeded time is over before anything happens.</summary>
    public bool Step()
    {
        var bounces = life.Ticket.Times.Reopens > 0 ? 250 : 90;
        var draw = life.Random.Next(1000);
        return draw < bounces ? Bounce()
            : draw > 990 ? CloseEarly()
            : CloseInTime();
    }

    private bool Bounce()
    {
        if (!life.Pass(60 + (life.Random.NextDouble() * 0.9 * CloseAfter)))
            return false;
        // Now and then the agent sees the mistake first, and takes it up again without a word.
        var byAgent = life.Chance(100);
        var update = life.By(byAgent ? life.Agent : life.Requester);
        if (!byAgent)
            update.Comment(Names.None, isPublic: true);
        update.Set(TicketField.Status, byAgent && life.Chance(300) ? Names.Pending : Names.Open);
        life.Finish(update);
        return true;
    }

    private bool CloseEarly() => life.Wait(SeededLife.Hour) && Close(life.By(life.Agent));

    private bool CloseInTime() => life.Pass(CloseAfter) && Close(life.ByAutomation());

    private bool Close(TicketUpdate update)
    {
        update.Set(TicketField.Status, Names.Closed);
        life.Finish(update);
        return true;
    }
}
