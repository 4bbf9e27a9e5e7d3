namespace TicketPlatform.ZendeskSimulator.Seeding;

/// <summary>Opens tickets: most by who needs help, some by an agent in their name, of which a few are done already.</summary>
internal sealed class SeededOpening(SeededLife life)
{
    private static readonly string[] Tags = ["billing", "portal", "billing portal", "login", "api", "mobile urgent_customer"];

    public void Open()
    {
        var draw = life.Random.Next(1000);
        if (draw < 30)
            Write(life.Agent, Names.Solved);
        else if (draw < 70)
            Write(life.Agent, Names.Open);
        else
            Write(life.Requester, Names.New);
    }

    private void Write(User submitter, int status)
    {
        var (world, random) = (life.World, life.Random);
        life.Open(submitter);
        var update = life.By(submitter);
        update.Record(TicketField.Created, Names.None, Names.None);
        update.Set(TicketField.Requester, life.Requester.Position);
        update.Set(TicketField.Status, status);
        update.Set(TicketField.Priority, random.Next(10) < 3 ? Names.None : Names.FirstPriority + random.Next(Names.PriorityCount));
        update.Set(TicketField.Type, random.Next(10) < 4 ? Names.None : Names.FirstType + random.Next(Names.TypeCount));
        if (submitter == life.Agent)
            update.Set(TicketField.Assignee, submitter.Position);
        if (random.Next(10) < 4)
            update.Set(TicketField.Tags, world.Names[Tags[random.Next(Tags.Length)]]);
        update.Comment(Names.None, isPublic: true);
        life.Finish(update);
    }
}
