namespace TicketPlatform.ZendeskSimulator.Support;

/// <summary>POST /tickets, which an Idempotency-Key makes safe to repeat.</summary>
internal static class TicketCreation
{
    private const int MaxKeyLength = 255;

    public static async Task<IResult> CreateAsync(
        HttpRequest request,
        World world,
        IdempotencyKeys keys,
        CancellationToken cancellationToken
    )
    {
        using var memory = new MemoryStream();
        await request.Body.CopyToAsync(memory, cancellationToken);
        var body = memory.ToArray();
        var key = request.Headers["Idempotency-Key"].ToString();
        if (key.Length > MaxKeyLength)
            return Refusal.Bad("IdempotentRequestError", "The idempotency key is too long");
        lock (keys.Gate)
        {
            if (key.Length > 0 && keys.Find(key) is { } stored)
                return Repeat(request, stored, body);
            lock (world.Gate)
                return Create(request, world, keys, key, body);
        }
    }

    private static IResult Repeat(HttpRequest request, IdempotencyKeys.Stored stored, byte[] body)
    {
        if (stored.BodyHash != IdempotencyKeys.HashOf(body))
            return Refusal.Bad("IdempotentRequestError", "Request parameters don't match the given idempotency key");
        request.HttpContext.Response.Headers["x-idempotency-lookup"] = "hit";
        request.HttpContext.Response.Headers.Location = stored.Location;
        return new StoredAnswer(stored.Answer, StatusCodes.Status201Created);
    }

    private static IResult Create(HttpRequest request, World world, IdempotencyKeys keys, string key, byte[] body)
    {
        if (JsonBody.Parse(body, "ticket") is not { } wanted)
            return TicketRules.NoTicket;
        if (Refuse(world, wanted) is { } refusal)
            return refusal;
        var firstEvent = world.Events.Count;
        var ticket = world.Apply(ToChange(wanted, request.HttpContext.Actor));
        var answer = TicketAnswer.Render(request, world, ticket, firstEvent);
        var location = $"{request.BaseUrl}/api/v2/tickets/{ticket.Id}.json";
        request.HttpContext.Response.Headers.Location = location;
        if (key.Length > 0)
        {
            keys.Keep(key, body, location, answer);
            request.HttpContext.Response.Headers["x-idempotency-lookup"] = "miss";
        }
        return new StoredAnswer(answer, StatusCodes.Status201Created);
    }

    private static CreateTicket ToChange(JsonBody ticket, User caller)
    {
        var comment = ticket.Object("comment");
        var requester = ticket.Object("requester");
        var assignee = ticket.Id("assignee_id") is > 0 and var agent ? agent : (long?)null;
        return new CreateTicket
        {
            RequesterId = ticket.Id("requester_id") ?? (requester is null ? caller.Id : null),
            RequesterEmail = requester?.Text("email"),
            RequesterName = requester?.Text("name"),
            SubmitterId = comment?.Id("author_id") ?? ticket.Id("submitter_id") ?? caller.Id,
            ActorId = caller.Id,
            Subject = ticket.Text("subject") ?? "",
            Description = TextOf(ticket),
            Status = ticket.Text("status") ?? (assignee is null ? "new" : "open"),
            Priority = ticket.Text("priority"),
            Type = ticket.Text("type"),
            AssigneeId = assignee,
            CustomStatusId = ticket.Id("custom_status_id"),
            Tags = TicketRules.TagsOf(ticket),
            ExternalId = ticket.Text("external_id"),
            CustomFields = ticket.Raw("custom_fields"),
            IsPublic = comment?.Flag("public") ?? true,
        };
    }

    private static string? TextOf(JsonBody ticket) =>
        ticket.Object("comment")?.Text("body") ?? ticket.Object("comment")?.Text("html_body") ?? ticket.Text("description");

    private static IResult? Refuse(World world, JsonBody ticket)
    {
        if (string.IsNullOrWhiteSpace(TextOf(ticket)))
            return Refusal.Invalid("base", "Description: cannot be blank", "BlankValue");
        if (ticket.Id("requester_id") is { } id)
            return world.Users.Find(id) is { Active: true, Suspended: false }
                ? TicketRules.RefuseValues(world, ticket)
                : Refusal.Invalid("requester", "Requester: is not valid or is suspended");
        if (ticket.Object("requester") is { } requester && world.Users.FindByEmail(requester.Text("email") ?? "") is var known)
        {
            if (known is null && string.IsNullOrEmpty(requester.Text("email")))
                return Refusal.Invalid("requester", "Requester: Email: cannot be blank", "BlankValue");
            if (known is null && string.IsNullOrWhiteSpace(requester.Text("name")))
                return Refusal.Invalid("requester", "Requester: Name: is too short (minimum one character)");
            if (known is { Suspended: true })
                return Refusal.Invalid("requester", "Requester: is suspended");
        }
        return TicketRules.RefuseValues(world, ticket);
    }
}

/// <summary>An answer kept as it was first sent.</summary>
internal sealed class StoredAnswer(byte[] body, int status) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        httpContext.Response.ContentLength = body.Length;
        return httpContext.Response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
    }
}
