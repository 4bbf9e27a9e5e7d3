namespace TicketPlatform.ZendeskSimulator.Control;

/// <summary>Users as a test wants them, without Zendesk's rules and limits.</summary>
internal static class UserControl
{
    private const int MaxPerPage = 1000;

    extension(IEndpointRouteBuilder control)
    {
        public void MapUserControl()
        {
            control.MapGet("/users", List);
            control.MapPost("/users", Create);
            var user = control.MapGroup("/users/{id:long}").AddEndpointFilter(RequireUser);
            user.MapPatch("", Update);
            user.MapDelete("", (long id, World world) => UserTruth.Of(world.Apply(new DeleteUser(id))));
            user.MapPost("/merge", Merge);
            user.MapPost("/identities", AddIdentity);
        }
    }

    internal sealed record NewUser(string? Name, string? Email, string? Role, bool? Verified, string? ExternalId);

    internal sealed record UserPatch(string? Name, string? Email, string? Role, string? ExternalId, bool? Suspended);

    internal sealed record MergeTarget(long Into);

    internal sealed record NewIdentity(string Email, bool Verified);

    internal sealed record UserTruth(long Id, string Name, string? Email, string Role, bool Active, IReadOnlyList<Identity> Identities)
    {
        public static UserTruth Of(User user) => new(user.Id, user.Name, user.Email, user.Role, user.Active, user.Identities);
    }

    private static object List(World world, int page = 1, int perPage = 100, string? role = null)
    {
        lock (world.Gate)
        {
            var all = world.Users.All.Where(user => role is null || user.Role == role).ToList();
            var size = Math.Clamp(perPage, 1, MaxPerPage);
            return new { total = all.Count, users = all.Skip((Math.Max(page, 1) - 1) * size).Take(size).Select(UserTruth.Of).ToList() };
        }
    }

    private static IResult Create(NewUser wanted, World world)
    {
        lock (world.Gate)
        {
            if (Taken(world, wanted.Email) is { } conflict)
                return conflict;
            var user = world.Apply(
                new CreateUser
                {
                    Name = wanted.Name ?? wanted.Email ?? "Nobody",
                    Email = wanted.Email,
                    Role = wanted.Role ?? "end-user",
                    Verified = wanted.Verified ?? true,
                    ExternalId = wanted.ExternalId,
                }
            );
            return Results.Json(UserTruth.Of(user));
        }
    }

    // Unlike Zendesk's own PUT, a new address takes the primary one's place: that is what a test means by it.
    private static IResult Update(long id, UserPatch patch, World world)
    {
        lock (world.Gate)
        {
            var user = world.Users.Require(id);
            if (patch.Email is { } email)
            {
                if (Taken(world, email) is { } conflict)
                    return conflict;
                var added = world.Apply(new AddIdentity(id, email, Verified: true));
                var former = user.Identities.FirstOrDefault(identity => identity.Primary && identity != added);
                world.Apply(new ChangeIdentity(id, added.Id, Verify: true, MakePrimary: true));
                if (former is not null)
                    world.Apply(new RemoveIdentity(id, former.Id));
            }
            var change = new UpdateUser
            {
                UserId = id,
                Name = patch.Name,
                Role = patch.Role,
                ExternalId = patch.ExternalId,
                Suspended = patch.Suspended,
            };
            return Results.Json(UserTruth.Of(world.Apply(change)));
        }
    }

    private static IResult Merge(long id, MergeTarget target, World world)
    {
        lock (world.Gate)
            return world.Users.Find(target.Into) is null || target.Into == id
                ? Results.BadRequest(new { error = "into must be another user" })
                : Results.Json(UserTruth.Of(world.Apply(new MergeUsers(id, target.Into))));
    }

    private static IResult AddIdentity(long id, NewIdentity wanted, World world)
    {
        lock (world.Gate)
            return Taken(world, wanted.Email) ?? Results.Json(world.Apply(new AddIdentity(id, wanted.Email, wanted.Verified)));
    }

    private static IResult? Taken(World world, string? email) =>
        email is not null && world.Users.FindByEmail(email) is not null
            ? Results.Conflict(new { error = $"{email} belongs to somebody already" })
            : null;

    private static ValueTask<object?> RequireUser(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var world = call.HttpContext.RequestServices.GetRequiredService<World>();
        var id = long.Parse($"{call.HttpContext.GetRouteValue("id")}", CultureInfo.InvariantCulture);
        return world.Users.Find(id) is null ? ValueTask.FromResult<object?>(Results.NotFound()) : next(call);
    }
}
