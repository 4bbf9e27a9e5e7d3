namespace TicketPlatform.ZendeskSimulator.Control;

/// <summary>Tickets as a test wants them, without Zendesk's rules and limits.</summary>
internal static class TicketControl
{
    extension(IEndpointRouteBuilder control)
    {
        public void MapTicketControl()
        {
            control.MapPost("/tickets", Create);
            var ticket = control.MapGroup("/tickets/{id:long}").AddEndpointFilter(RequireTicket);
            ticket.MapPatch("", Update);
            ticket.MapDelete("", (long id, World world) => Answer(world, world.Apply(new DeleteTicket(id))));
            ticket.MapPost("/restore", (long id, World world) => Answer(world, world.Apply(new RestoreTicket(id))));
            ticket.MapPost("/scrub", (long id, World world) => Answer(world, world.Apply(new ScrubTicket(id))));
            ticket.MapPost("/system-update", (long id, World world) => Answer(world, world.Apply(new TouchTicket(id))));
        }
    }

    internal sealed record NewTicket(
        string? RequesterEmail,
        long? RequesterId,
        string? RequesterName,
        string? Subject,
        string? Description,
        string? Status,
        string? Priority,
        string? Type,
        long? SubmitterId,
        long? AssigneeId,
        long? CustomStatusId,
        string? ExternalId,
        IReadOnlyList<string>? Tags,
        bool? IsPublic,
        bool? IsForAiAgent,
        DateTimeOffset? CreatedAt
    );

    internal sealed record TicketPatch(
        string? Status,
        string? Priority,
        string? Subject,
        long? RequesterId,
        string? RequesterEmail,
        long? AssigneeId,
        long? CustomStatusId,
        bool? IsPublic,
        IReadOnlyList<string>? Tags,
        string? Comment,
        long? AuthorId
    );

    private static IResult Create(NewTicket wanted, World world)
    {
        lock (world.Gate)
        {
            if (wanted.RequesterEmail is null && (wanted.RequesterId is not { } requester || world.Users.Find(requester) is null))
                return Results.BadRequest(new { error = "requesterEmail, or requesterId of a known user, is needed" });
            var ticket = world.Apply(
                new CreateTicket
                {
                    RequesterId = wanted.RequesterId,
                    RequesterEmail = wanted.RequesterEmail,
                    RequesterName = wanted.RequesterName,
                    Subject = wanted.Subject,
                    Description = wanted.Description,
                    Status = wanted.Status ?? "new",
                    Priority = wanted.Priority,
                    Type = wanted.Type,
                    SubmitterId = wanted.SubmitterId,
                    AssigneeId = wanted.AssigneeId,
                    CustomStatusId = wanted.CustomStatusId,
                    ExternalId = wanted.ExternalId,
                    Tags = wanted.Tags is null ? null : string.Join(' ', wanted.Tags),
                    IsPublic = wanted.IsPublic ?? true,
                    IsForAiAgent = wanted.IsForAiAgent ?? false,
                    CreatedAt = wanted.CreatedAt is { } at ? (uint)at.ToUnixTimeSeconds() : null,
                }
            );
            return Answer(world, ticket);
        }
    }

    private static IResult Update(long id, TicketPatch patch, World world) =>
        Answer(
            world,
            world.Apply(
                new UpdateTicket
                {
                    TicketId = id,
                    ActorId = patch.AuthorId,
                    Status = patch.Status,
                    Priority = patch.Priority,
                    Subject = patch.Subject,
                    RequesterId = patch.RequesterId,
                    RequesterEmail = patch.RequesterEmail,
                    AssigneeId = patch.AssigneeId,
                    CustomStatusId = patch.CustomStatusId,
                    IsPublic = patch.IsPublic,
                    Tags = patch.Tags is null ? null : string.Join(' ', patch.Tags),
                    Comment = patch.Comment is null ? null : new TicketComment(patch.Comment, patch.IsPublic ?? true),
                }
            )
        );

    private static ValueTask<object?> RequireTicket(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var world = call.HttpContext.RequestServices.GetRequiredService<World>();
        var id = long.Parse($"{call.HttpContext.GetRouteValue("id")}", CultureInfo.InvariantCulture);
        return world.FindTicket(id) is null ? ValueTask.FromResult<object?>(Results.NotFound()) : next(call);
    }

    private static IResult Answer(World world, Ticket ticket) => Results.Json(TicketTruth.Of(world, ticket));
}
