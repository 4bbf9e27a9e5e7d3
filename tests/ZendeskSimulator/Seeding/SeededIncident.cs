namespace TicketPlatform.ZendeskSimulator.Seeding;

/// <summary>What is rare and hard to count: deletions with and without a way back, merges, other requesters, several updates in one second.</summary>
internal sealed class SeededIncident(SeededLife life)
{
    private const uint ScrubAfter = (30 * SeededLife.Day) + SeededLife.Hour;

    /// <summary>After any step of a ticket's life.</summary>
    public void Happen()
    {
        var draw = life.Random.Next(1000);
        if (draw < 15)
            ChangeRequester();
        else if (draw < 45)
            ChangeInTheSameSecond();
        else if (draw < 53)
            DeleteForAWhile();
        else if (draw < 61)
            Merge(life.Now);
    }

    /// <summary>At the end of a ticket's life.</summary>
    public void End()
    {
        var fate = life.Random.Next(1000);
        if (fate < 5 && life.Wait(14.0 * SeededLife.Hour))
            Delete();
        else if (fate < 60 && life.Ticket.IsOpen)
            Merge(life.End);
    }

    private void ChangeRequester()
    {
        if (life.Ticket.Status == Names.Closed)
            return;
        life.Requester = life.People.Requester();
        var update = life.By(life.Agent);
        update.Set(TicketField.Requester, life.Requester.Position);
        life.Finish(update);
    }

    // A rule of the account that answers an update at once; some even undo what it did.
    private void ChangeInTheSameSecond()
    {
        if (life.Ticket.Status == Names.Closed)
            return;
        var update = life.ByAutomation();
        if (life.Ticket.Status == Names.Solved && life.Chance(300))
            update.Set(TicketField.Status, Names.Open);
        else if (life.Ticket.IsOpen && life.Chance(200))
            update.Set(TicketField.Status, Names.Solved);
        else
            update.Set(TicketField.Priority, Names.FirstPriority + life.Random.Next(Names.PriorityCount));
        life.Finish(update);
    }

    private void DeleteForAWhile()
    {
        if (!life.Wait(SeededLife.Hour))
            return;
        new DeleteTicket(life.Ticket.Id) { At = life.Now, ActorId = life.Agent.Id }.Run(life.World);
        if (life.Wait(3.0 * SeededLife.Hour))
            new RestoreTicket(life.Ticket.Id) { At = life.Now, ActorId = life.Agent.Id }.Run(life.World);
    }

    private void Delete()
    {
        new DeleteTicket(life.Ticket.Id) { At = life.Now }.Run(life.World);
        if (life.Now + ScrubAfter < life.End)
            new ScrubTicket(life.Ticket.Id) { At = life.Now + ScrubAfter }.Run(life.World);
    }

    private void Merge(uint at)
    {
        if (life.Ticket.Status is Names.Closed or Names.Deleted)
            return;
        if (life.Requester.Requested.FindLast(id => IsOtherOpenTicket(id, at)) is var target and > 0)
            new MergeTickets(target, [life.Ticket.Id]) { At = at, ActorId = life.Agent.Id }.Run(life.World);
    }

    // What was lived to its end already stays as it is, so that a merge may only follow its last update.
    private bool IsOtherOpenTicket(int id, uint at) =>
        id != life.Ticket.Id && life.World.RequireTicket(id) is { IsOpen: true } other && other.UpdatedAt <= at;
}
