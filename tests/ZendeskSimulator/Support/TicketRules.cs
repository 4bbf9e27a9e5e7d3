namespace TicketPlatform.ZendeskSimulator.Support;

/// <summary>What Zendesk refuses to store in a ticket.</summary>
internal static class TicketRules
{
    public static IResult NoTicket { get; } =
        Refusal.Json(
            400,
            """{"error":{"title":"Invalid attribute","message":"You passed an invalid value for the ticket attribute. Invalid parameter: ticket must be an object"}}"""
        );

    public static IResult? RefuseUpdate(World world, Ticket ticket, JsonBody body) =>
        ticket.Status == Names.Closed ? Refusal.Invalid("status", "Status: closed prevents ticket update")
        // Once somebody has worked on it, a ticket is never new again.
        : body.Text("status") == "new" && ticket.Status != Names.New
            ? Refusal.Invalid("status", "Status: new is not allowed after the ticket has been worked on")
        : body.Id("requester_id") is { } requester && world.Users.Find(requester) is not { Active: true }
            ? Refusal.Invalid("requester", "Requester: is not valid")
        : RefuseValues(world, body);

    public static IResult? RefuseValues(World world, JsonBody body)
    {
        if (body.Text("status") is { } status && !Names.IsStatus(status))
            return Refusal.Invalid("status", $"Status: {status} is not included in the list", "InvalidValue");
        if (body.Text("priority") is { Length: > 0 } priority && !Names.IsPriority(priority))
            return Refusal.Invalid("priority", $"Priority: {priority} is not included in the list", "InvalidValue");
        if (body.Text("type") is { Length: > 0 } type && !Names.IsType(type))
            return Refusal.Invalid("type", $"Type: {type} is not included in the list", "InvalidValue");
        if (body.Id("assignee_id") is > 0 and var assignee && world.Users.Find(assignee) is not { Active: true, IsStaff: true })
            return Refusal.Invalid("assignee", "Assignee: is not a valid agent");
        return body.Object("comment")?.Id("author_id") is { } author && world.Users.Find(author) is not { Active: true }
            ? Refusal.Invalid("author", "Author: is not valid")
            : null;
    }

    /// <summary>Lower-cased tags, replacing those there were; null when none were sent.</summary>
    public static string? TagsOf(JsonBody body) =>
        body.Has("tags")
            ? string.Join(' ', body.Items("tags").Select(tag => $"{tag}".ToLowerInvariant().Replace(' ', '_')).Distinct())
            : null;
}
