namespace TicketPlatform.ZendeskSimulator.Account;

/// <summary>The one verb by which a ticket changes: what differs is set and recorded as an event of one audit.</summary>
internal ref struct TicketUpdate(World world, Ticket ticket, int actor, uint at)
{
    public bool Changed { get; private set; }

    public void Set(TicketField field, int value)
    {
        var before = ticket[field];
        if (before == value)
            return;
        ticket[field] = value;
        if (field == TicketField.Status)
            MoveStatus(before, value);
        else if (field == TicketField.Assignee && value != Names.None)
            ticket.Times.Assign(at);
        else if (field == TicketField.Requester)
            MoveRequester(before, value);
        Record(field, before, value);
    }

    public void Comment(int text, bool isPublic) => Comment(text, isPublic, actor);

    public void Comment(int text, bool isPublic, int author)
    {
        // The comment that opens a ticket is no reply, whoever wrote it.
        var opens = ticket.Times.LastComment == 0;
        ticket.Times.Comment(at, !opens && isPublic && author != TicketEvent.Automation && world.Users[author].IsStaff);
        Record(TicketField.Comment, isPublic ? 1 : 0, text, author);
        if (isPublic)
            Set(TicketField.IsPublic, 1);
    }

    public void Record(TicketField field, int from, int to) => Record(field, from, to, actor);

    private void Record(TicketField field, int from, int to, int author)
    {
        world.EventList.Add(new TicketEvent(at, ticket.Id, actor, from, to, field, !Changed) { Author = author });
        Changed = true;
    }

    /// <summary>Moves both clocks of the ticket if anything was recorded: only an event moves updated_at.</summary>
    public readonly void Finish(uint generatedAfter = 0)
    {
        if (Changed)
            world.Touch(ticket, at, at + generatedAfter);
    }

    private void MoveStatus(int before, int after)
    {
        ticket.Times.MoveStatus(before, after, at);
        Set(TicketField.CustomStatus, Names.None);
    }

    private readonly void MoveRequester(int before, int after)
    {
        if (before != Names.None)
            world.Users[before].Requested.Remove(ticket.Id);
        world.Users[after].Requested.Add(ticket.Id);
    }
}
