namespace TicketPlatform.ZendeskSimulator.Seeding;

/// <summary>What happens to a ticket until it is solved: answers, hand-overs, waiting, and every way to resolve it.</summary>
internal sealed class SeededWork(SeededLife life)
{
    private const double FirstAnswer = 2.0 * SeededLife.Hour;
    private const double Answer = 14.0 * SeededLife.Hour;
    private const double Silence = 5.0 * SeededLife.Day;

    /// <summary>False when the seeded time is over before anything happens.</summary>
    public bool Step() =>
        life.Ticket.Status switch
        {
            Names.New => life.Wait(FirstAnswer) && Take(),
            Names.Pending => life.Chance(50) ? GiveUp() : life.Wait(Answer) && AnswerBack(),
            Names.Hold => life.Wait(Answer) && Reply(Names.Open),
            _ => life.Wait(Answer) && Work(),
        };

    private bool Take()
    {
        if (life.Chance(30))
            return Assign();
        return life.Random.Next(100) switch
        {
            < 66 => Reply(Names.Open),
            < 95 => Reply(Names.Pending),
            < 99 => Reply(Names.Solved),
            _ => Close(),
        };
    }

    private bool Work()
    {
        if (life.Chance(60))
        {
            life.HandOver();
            return Assign();
        }
        return life.Random.Next(100) switch
        {
            < 58 => Solve(),
            < 60 => Close(),
            < 90 => Reply(Names.Pending),
            < 99 => Reply(Names.Hold),
            _ => Unassign(),
        };
    }

    private bool Solve()
    {
        var draw = life.Random.Next(100);
        // A colleague finishes it: taking it over in the same update, or only pressing the button.
        if (draw < 8)
            life.HandOver();
        var update = life.By(draw is >= 8 and < 13 ? life.People.Agent() : life.Agent);
        if (draw is < 8 or >= 13)
            update.Set(TicketField.Assignee, life.Agent.Position);
        update.Comment(Names.None, isPublic: life.Random.Next(10) > 0);
        update.Set(TicketField.Status, Names.Solved);
        life.Finish(update);
        return true;
    }

    private bool Reply(int status)
    {
        var update = life.By(life.Agent);
        update.Set(TicketField.Assignee, life.Agent.Position);
        update.Comment(Names.None, isPublic: life.Random.Next(10) > 0);
        update.Set(TicketField.Status, status);
        life.Finish(update);
        return true;
    }

    private bool AnswerBack()
    {
        var update = life.By(life.World.PosterOf(life.Ticket, life.Requester));
        update.Comment(Names.None, isPublic: true, life.Requester.Position);
        update.Set(TicketField.Status, Names.Open);
        life.Finish(update);
        return true;
    }

    // Nobody answers, and an automation takes that for a yes.
    private bool GiveUp()
    {
        if (!life.Pass(Silence))
            return false;
        var update = life.ByAutomation();
        update.Set(TicketField.Status, Names.Solved);
        life.Finish(update);
        return true;
    }

    private bool Close()
    {
        var update = life.By(life.Agent);
        update.Set(TicketField.Status, Names.Closed);
        life.Finish(update);
        return true;
    }

    private bool Assign()
    {
        var update = life.By(life.People.Agent());
        update.Set(TicketField.Assignee, life.Agent.Position);
        life.Finish(update);
        return true;
    }

    private bool Unassign()
    {
        var update = life.By(life.Agent);
        update.Set(TicketField.Assignee, Names.None);
        life.Finish(update);
        return true;
    }
}
