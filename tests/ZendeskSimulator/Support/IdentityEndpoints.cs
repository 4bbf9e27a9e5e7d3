namespace TicketPlatform.ZendeskSimulator.Support;

/// <summary>A user's addresses.</summary>
internal static class IdentityEndpoints
{
    extension(IEndpointRouteBuilder routes)
    {
        public void MapIdentities()
        {
            var identities = routes.MapGroup("/users/{userId:long}/identities");
            identities.MapGet("", List);
            identities.MapPost("", AddAsync);
            identities.MapGet("/{id:long}", Show);
            identities.MapPut(
                "/{id:long}/make_primary",
                (long userId, long id, HttpRequest request, World world) =>
                    Change(request, world, new ChangeIdentity(userId, id, Verify: false, MakePrimary: true))
            );
            identities.MapPut(
                "/{id:long}/verify",
                (long userId, long id, HttpRequest request, World world) =>
                    Change(request, world, new ChangeIdentity(userId, id, Verify: true, MakePrimary: false))
            );
            identities.MapDelete("/{id:long}", Remove);
        }
    }

    private static IResult List(long userId, HttpRequest request, World world)
    {
        if (UserEndpoints.Visible(world, userId) is not { } user)
            return Refusal.NotFound;
        string?[] types = [.. request.Query["type"], .. request.Query["type[]"]];
        var shown = types.Length == 0 || types.Contains("email") ? user.Identities : [];
        return Answer(request, user, shown);
    }

    private static IResult Show(long userId, long id, HttpRequest request, World world) =>
        Find(world, userId, id) is var (user, identity) ? One(request, user, identity) : Refusal.NotFound;

    private static async Task<IResult> AddAsync(long userId, HttpRequest request, World world, CancellationToken cancellationToken)
    {
        if (await request.ReadAsync("identity", cancellationToken) is not { } body)
            return Refusal.Bad("BadRequest", "Missing parameter: identity");
        lock (world.Gate)
        {
            if (UserEndpoints.Visible(world, userId) is not { Active: true } user)
                return Refusal.NotFound;
            var value = body.Text("value") ?? "";
            if (body.Text("type") != "email" || !value.Contains('@'))
                return Refusal.Invalid("value", "Value: is not valid", "InvalidValue");
            if (world.Users.FindByEmail(value) is not null)
                return Refusal.Invalid("value", $"Value: {value} is already being used by another user", "DuplicateValue");
            var added = world.Apply(new AddIdentity(userId, value, body.Flag("verified") ?? false));
            request.HttpContext.Response.Headers.Location = $"{request.BaseUrl}/api/v2/users/{userId}/identities/{added.Id}.json";
            return One(request, user, added, StatusCodes.Status201Created);
        }
    }

    private static IResult Change(HttpRequest request, World world, ChangeIdentity change)
    {
        lock (world.Gate)
            return Find(world, change.UserId, change.IdentityId) is null ? Refusal.NotFound : Applied();

        IResult Applied()
        {
            var user = world.Apply(change);
            return change.MakePrimary
                ? Answer(request, user, user.Identities)
                : One(request, user, user.Identities.First(identity => identity.Id == change.IdentityId));
        }
    }

    private static IResult Remove(long userId, long id, World world)
    {
        lock (world.Gate)
        {
            if (Find(world, userId, id) is null)
                return Refusal.NotFound;
            world.Apply(new RemoveIdentity(userId, id));
            return Results.NoContent();
        }
    }

    private static (User User, Identity Identity)? Find(World world, long userId, long id) =>
        UserEndpoints.Visible(world, userId) is { } user && user.Identities.FirstOrDefault(identity => identity.Id == id) is { } found
            ? (user, found)
            : null;

    private static IResult Answer(HttpRequest request, User user, IReadOnlyList<Identity> identities) =>
        Lists.Answer(
            request,
            "identities",
            identities,
            new ListOrder<Identity>(static identity => identity.Id, static identity => identity.Id),
            (json, identity) => request.UserJson().WriteIdentity(json, user, identity)
        );

    private static JsonAnswer One(HttpRequest request, User user, Identity identity, int status = StatusCodes.Status200OK) =>
        JsonAnswer.Of("identity", json => request.UserJson().WriteIdentity(json, user, identity), status);
}
