namespace TicketPlatform.ZendeskSimulator.Support;

/// <summary>Creating, changing, deleting and merging tickets.</summary>
internal static class TicketWriting
{
    extension(IEndpointRouteBuilder routes)
    {
        public void MapTicketWriting()
        {
            routes.MapPost("/tickets", TicketCreation.CreateAsync).Limited(RateLimit.TicketCreation);
            routes.MapPut("/tickets/{id:long}", UpdateAsync).Limited(RateLimit.TicketUpdate);
            routes.MapDelete("/tickets/{id:long}", Delete).Limited(RateLimit.TicketDeletion);
            routes.MapPost("/tickets/{id:long}/merge", MergeAsync);
        }
    }

    private static async Task<IResult> UpdateAsync(long id, HttpRequest request, World world, CancellationToken cancellationToken)
    {
        if (await request.ReadAsync("ticket", cancellationToken) is not { } body)
            return TicketRules.NoTicket;
        lock (world.Gate)
        {
            if (world.FindTicket(id) is not { IsDeleted: false } ticket)
                return Refusal.NotFound;
            // The mere presence of safe_update asks for the check, whatever its value.
            if (body.Has("safe_update") && body.Text("updated_stamp") != WireTime.Text(ticket.UpdatedAt))
                return Refusal.UpdateConflict;
            if (TicketRules.RefuseUpdate(world, ticket, body) is { } refusal)
                return refusal;
            var firstEvent = world.Events.Count;
            var changed = world.Apply(ToChange(id, body, request.HttpContext.Actor));
            return TicketAnswer.Json(request, world, changed, firstEvent);
        }
    }

    private static UpdateTicket ToChange(long id, JsonBody body, User caller)
    {
        var comment = body.Object("comment");
        var text = comment?.Text("body") ?? comment?.Text("html_body");
        return new UpdateTicket
        {
            TicketId = id,
            ActorId = caller.Id,
            Status = body.Text("status"),
            Priority = body.Text("priority"),
            Type = body.Text("type"),
            Subject = body.Text("subject"),
            RequesterId = body.Id("requester_id"),
            AssigneeId = body.Id("assignee_id"),
            CustomStatusId = body.Id("custom_status_id"),
            Tags = TicketRules.TagsOf(body),
            ExternalId = body.Text("external_id"),
            CustomFields = body.Raw("custom_fields"),
            Comment = text is { Length: > 0 }
                ? new TicketComment(text, comment?.Flag("public") ?? true) { AuthorId = comment?.Id("author_id") }
                : null,
        };
    }

    private static IResult Delete(long id, HttpContext context, World world)
    {
        lock (world.Gate)
        {
            if (world.FindTicket(id) is not { IsDeleted: false })
                return Refusal.NotFound;
            world.Apply(new DeleteTicket(id) { ActorId = context.Actor.Id });
            return Results.NoContent();
        }
    }

    private static async Task<IResult> MergeAsync(
        long id,
        HttpRequest request,
        World world,
        JobStatuses jobs,
        CancellationToken cancellationToken
    )
    {
        if (await request.ReadIdsAsync(cancellationToken) is not { Length: > 0 } sources)
            return Refusal.Bad("ParameterMissing", "Parameter ids is required");
        lock (world.Gate)
        {
            if (world.FindTicket(id) is not { IsDeleted: false } target)
                return Refusal.NotFound;
            var mergeable = sources.All(source =>
                source != id && world.FindTicket(source) is { IsDeleted: false, Status: not Names.Closed }
            );
            if (!mergeable || target.Status == Names.Closed)
                return Refusal.Unprocessable("SourceInvalid", "Source tickets must exist, be open and differ from the target");
            world.Apply(new MergeTickets(id, sources) { ActorId = request.HttpContext.Actor.Id });
            return jobs.Queue(request, 1, $$"""[{"index":0,"id":{{id}},"account_id":{{AccountIds.Account}}}]""");
        }
    }
}
