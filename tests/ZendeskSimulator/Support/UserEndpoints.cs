namespace TicketPlatform.ZendeskSimulator.Support;

/// <summary>Reading users. A deleted user is shown as inactive; a merged one is gone.</summary>
internal static class UserEndpoints
{
    private const int MaxIds = 100;

    extension(IEndpointRouteBuilder routes)
    {
        public void MapUsers()
        {
            routes.MapGet("/users/me", (HttpContext context) => One(context.Request, context.Actor)).ForAnyone();
            routes.MapGet("/users", List);
            routes.MapGet("/users/count", Count);
            routes.MapGet("/users/search", Search);
            routes.MapGet("/users/show_many", ShowMany);
            routes.MapGet("/users/{id:long}", Show);
        }
    }

    public static IResult One(HttpRequest request, User user, int status = StatusCodes.Status200OK) =>
        JsonAnswer.Of("user", json => request.UserJson().Write(json, user), status);

    public static User? Visible(World world, long id) => world.Users.Find(id) is { MergedInto: null } user ? user : null;

    private static IResult Show(long id, HttpRequest request, World world) =>
        Visible(world, id) is { } user ? One(request, user) : Refusal.NotFound;

    private static IResult List(HttpRequest request, World world)
    {
        string?[] roles = [.. request.Query["role"], .. request.Query["role[]"]];
        List<User> users;
        lock (world.Gate)
            users = [.. world.Users.All.Where(user => user.Active && (roles.Length == 0 || roles.Contains(user.Role)))];
        return Lists.Answer(
            request,
            "users",
            users,
            new ListOrder<User>(static user => user.Id, static user => user.Id),
            request.UserJson().Write
        );
    }

    private static JsonAnswer Count(World world) =>
        JsonAnswer.Of(
            "count",
            json =>
            {
                json.WriteStartObject();
                lock (world.Gate)
                    json.WriteNumber("value", world.Users.All.Count(user => user.Active));
                json.WriteTime("refreshed_at", world.Clock.Seconds);
                json.WriteEndObject();
            }
        );

    private static IResult ShowMany(HttpRequest request, World world)
    {
        var ids = request.Query["ids"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries);
        var externalIds = request.Query["external_ids"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (ids.Length > MaxIds || externalIds.Length > MaxIds)
            return Refusal.TooManyValues;
        List<User> found;
        lock (world.Gate)
            found =
            [
                .. ids.Select(id => long.TryParse(id, out var number) ? Visible(world, number) : null).OfType<User>(),
                .. world.Users.All.Where(user =>
                    user is { Active: true, ExternalId: { } own } && externalIds.Contains(own, StringComparer.OrdinalIgnoreCase)
                ),
            ];
        return Lists.ByOffset(request, "users", found, request.UserJson().Write);
    }

    private static IResult Search(HttpRequest request, World world, SimulatorOptions options)
    {
        if (request.Query.ContainsKey("page[size]"))
            return Refusal.PaginationParameter("cursor pagination is not supported here");
        var search = new UserSearch(request.Query["query"].ToString(), world.Clock.Seconds - (uint)options.SearchDelaySeconds);
        List<User> found;
        lock (world.Gate)
            found = [.. world.Users.All.Where(search.Matches)];
        return Lists.ByOffset(request, "users", found, request.UserJson().Write);
    }
}
