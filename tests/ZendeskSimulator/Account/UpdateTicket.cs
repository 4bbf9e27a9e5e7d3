namespace TicketPlatform.ZendeskSimulator.Account;

/// <summary>What is null stays as it is; an empty text or the id 0 takes a value away.</summary>
public sealed record UpdateTicket : Change<Ticket>
{
    public required long TicketId { get; init; }
    public string? Status { get; init; }
    public string? Priority { get; init; }
    public string? Type { get; init; }
    public string? Subject { get; init; }
    public long? RequesterId { get; init; }
    public string? RequesterEmail { get; init; }
    public long? AssigneeId { get; init; }
    public long? CustomStatusId { get; init; }
    public string? Tags { get; init; }
    public string? ExternalId { get; init; }
    public string? CustomFields { get; init; }
    public bool? IsPublic { get; init; }
    public TicketComment? Comment { get; init; }

    internal override Ticket Run(World world)
    {
        var ticket = world.RequireTicket(TicketId);
        var actor = world.ActorOf(this);
        // People first: an unknown one must leave the ticket as it was.
        var requester = Requester(world);
        var assignee = AssigneeId is > 0 and var agent ? world.Users.Require(agent).Position : Names.None;
        var update = new TicketUpdate(world, ticket, actor, Time);
        SetText(ref update, world.Names, TicketField.Status, StatusAfter(world, ticket));
        SetText(ref update, world.Names, TicketField.Priority, Priority);
        SetText(ref update, world.Names, TicketField.Type, Type);
        SetText(ref update, world.Names, TicketField.Subject, Subject);
        SetText(ref update, world.Names, TicketField.Tags, Tags);
        SetText(ref update, world.Names, TicketField.ExternalId, ExternalId);
        SetText(ref update, world.Names, TicketField.CustomFields, CustomFields);
        SetText(ref update, world.Names, TicketField.CustomStatus, CustomStatusId?.ToString(CultureInfo.InvariantCulture));
        if (requester is not null)
            update.Set(TicketField.Requester, requester.Position);
        if (AssigneeId is not null)
            update.Set(TicketField.Assignee, assignee);
        if (IsPublic is { } isPublic)
            update.Set(TicketField.IsPublic, isPublic ? 1 : 0);
        if (Comment is { } comment)
            update.Comment(
                world.Names[comment.Body],
                comment.Public,
                comment.AuthorId is { } id ? world.Users.Require(id).Position : actor
            );
        update.Finish();
        return ticket;
    }

    // A requester who answers in public takes up again what waits for an answer or was thought to be done.
    private string? StatusAfter(World world, Ticket ticket) =>
        Status is null
        && Comment is { Public: true }
        && (Comment.AuthorId ?? ActorId) == world.Users[ticket.Requester].Id
        && ticket.Status is Names.Pending or Names.Solved
            ? "open"
            : Status;

    private User? Requester(World world) =>
        RequesterId is { } id ? world.Users.Require(id)
        : RequesterEmail is { } email
            ? world.Users.FindByEmail(email)
                ?? new CreateUser
                {
                    Name = email,
                    Email = email,
                    At = Time,
                }.Run(world)
        : null;

    private static void SetText(ref TicketUpdate update, Names names, TicketField field, string? text)
    {
        if (text is not null)
            update.Set(field, field == TicketField.Subject && text == "" ? Names.Null : names[text]);
    }
}

/// <summary>A comment.</summary>
public sealed record TicketComment(string Body, bool Public)
{
    /// <summary>Whom an integration posts it for; null is the actor of the update.</summary>
    public long? AuthorId { get; init; }
}
