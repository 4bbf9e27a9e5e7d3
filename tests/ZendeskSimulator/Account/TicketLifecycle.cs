namespace TicketPlatform.ZendeskSimulator.Account;

/// <summary>A system update: only generated_timestamp moves, and no audit is written.</summary>
public sealed record TouchTicket(long TicketId) : Change<Ticket>
{
    internal override Ticket Run(World world)
    {
        var ticket = world.RequireTicket(TicketId);
        world.Touch(ticket, updatedAt: null, Time);
        return ticket;
    }
}

public sealed record DeleteTicket(long TicketId) : Change<Ticket>
{
    internal override Ticket Run(World world)
    {
        var ticket = world.RequireTicket(TicketId);
        if (ticket.IsDeleted)
            return ticket;
        ticket.StatusBeforeDeletion = ticket.Status;
        var update = new TicketUpdate(world, ticket, world.ActorOf(this), Time);
        update.Set(TicketField.Status, Names.Deleted);
        update.Finish();
        return ticket;
    }
}

/// <summary>Brings a deleted ticket back in its former status; a scrubbed one stays gone.</summary>
public sealed record RestoreTicket(long TicketId) : Change<Ticket>
{
    internal override Ticket Run(World world)
    {
        var ticket = world.RequireTicket(TicketId);
        if (!ticket.IsDeleted || ticket.IsScrubbed)
            return ticket;
        var update = new TicketUpdate(world, ticket, world.ActorOf(this), Time);
        update.Set(TicketField.Status, ticket.StatusBeforeDeletion);
        update.Finish();
        return ticket;
    }
}

/// <summary>Permanent deletion: the texts are gone, and only generated_timestamp moves.</summary>
public sealed record ScrubTicket(long TicketId) : Change<Ticket>
{
    internal override Ticket Run(World world)
    {
        var ticket = world.RequireTicket(TicketId);
        if (!ticket.IsDeleted)
            new DeleteTicket(TicketId) { At = At }.Run(world);
        ticket.IsScrubbed = true;
        ticket.Subject = world.Names["SCRUBBED"];
        ticket.Description = world.Names["X"];
        world.EventList.Add(new TicketEvent(Time, ticket.Id, Actor: 0, Names.None, Names.None, TicketField.Scrubbed, StartsAudit: true));
        world.Touch(ticket, updatedAt: null, Time);
        return ticket;
    }
}

/// <summary>Closes the sources with the tag closed_by_merge and a comment that names the target.</summary>
public sealed record MergeTickets(long TargetId, IReadOnlyList<long> SourceIds) : Change<Ticket>
{
    internal override Ticket Run(World world)
    {
        var actor = world.ActorOf(this);
        var target = world.RequireTicket(TargetId);
        foreach (var source in SourceIds.Select(world.RequireTicket))
        {
            var update = new TicketUpdate(world, source, actor, Time);
            update.Record(TicketField.Merged, Names.None, target.Id);
            update.Comment(world.Names[$"This request was closed and merged into request #{target.Id}"], isPublic: false);
            update.Set(TicketField.Tags, world.Names[$"{world.Names[source.Tags]} closed_by_merge".TrimStart()]);
            update.Set(TicketField.Status, Names.Closed);
            update.Finish();
        }
        var merged = new TicketUpdate(world, target, actor, Time);
        merged.Comment(world.Names[$"Requests #{string.Join(", #", SourceIds)} were closed and merged into this request"], isPublic: false);
        merged.Finish();
        return target;
    }
}
