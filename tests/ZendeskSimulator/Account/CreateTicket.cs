namespace TicketPlatform.ZendeskSimulator.Account;

/// <summary>A new ticket. The requester is found by id or by e-mail address, and created when the address is unknown.</summary>
public sealed record CreateTicket : Change<Ticket>
{
    public long? RequesterId { get; init; }
    public string? RequesterEmail { get; init; }
    public string? RequesterName { get; init; }

    /// <summary>Author of the first comment; null is the requester.</summary>
    public long? SubmitterId { get; init; }

    /// <summary>Null invents one; the empty text is none.</summary>
    public string? Subject { get; init; }
    public string? Description { get; init; }

    /// <summary>Any status, unknown ones included.</summary>
    public string Status { get; init; } = "new";
    public string? Priority { get; init; }
    public string? Type { get; init; }
    public long? AssigneeId { get; init; }
    public string? Tags { get; init; }
    public string? ExternalId { get; init; }
    public long? CustomStatusId { get; init; }

    /// <summary>The custom_fields array as JSON.</summary>
    public string? CustomFields { get; init; }
    public bool IsPublic { get; init; } = true;
    public bool IsForAiAgent { get; init; }

    /// <summary>Unix seconds; earlier than now for a ticket that was opened in the past.</summary>
    public uint? CreatedAt { get; init; }

    internal override Ticket Run(World world)
    {
        var at = CreatedAt ?? Time;
        var requester = Requester(world, at);
        var assignee = AssigneeId is { } agent ? world.Users.Require(agent).Position : Names.None;
        var submitter = SubmitterId is { } id ? world.Users.Require(id) : requester;
        var ticket = new Ticket
        {
            Id = world.NextTicketId,
            CreatedAt = at,
            Submitter = submitter.Position,
            IsForAiAgent = IsForAiAgent,
            IsPublic = IsPublic,
        };
        ticket.Subject = Subject == "" ? Names.Null : world.Names[Subject];
        ticket.Description = world.Names[Description];
        world.Add(ticket);

        var update = new TicketUpdate(world, ticket, submitter.Position, at);
        update.Record(TicketField.Created, Names.None, ticket.Subject);
        update.Set(TicketField.Requester, requester.Position);
        update.Set(TicketField.Status, world.Names[Status]);
        update.Set(TicketField.Priority, world.Names[Priority]);
        update.Set(TicketField.Type, world.Names[Type]);
        update.Set(TicketField.Assignee, assignee);
        update.Set(TicketField.Tags, world.Names[Tags]);
        update.Set(TicketField.ExternalId, world.Names[ExternalId]);
        update.Set(TicketField.CustomFields, world.Names[CustomFields]);
        update.Set(TicketField.CustomStatus, world.Names[CustomStatusId?.ToString(CultureInfo.InvariantCulture)]);
        update.Comment(ticket.Description, IsPublic);
        update.Finish();
        // However old the ticket claims to be, the export learns of it now.
        world.Touch(ticket, updatedAt: null, Time);
        return ticket;
    }

    private User Requester(World world, uint at)
    {
        if (RequesterId is { } id)
            return world.Users.Require(id);
        var email = RequesterEmail ?? throw new InvalidOperationException("A ticket needs a requester.");
        return world.Users.FindByEmail(email)
            ?? new CreateUser
            {
                Name = RequesterName ?? email,
                Email = email,
                At = at,
            }.Run(world);
    }
}
