namespace TicketPlatform.ZendeskSimulator.Support;

/// <summary>Creating, changing, deleting and merging users.</summary>
internal static class UserWriting
{
    private const int MaxTicketsOfMerged = 10_000;

    extension(IEndpointRouteBuilder routes)
    {
        public void MapUserWriting()
        {
            routes.MapPost("/users", CreateAsync);
            routes.MapPost("/users/create_or_update", CreateOrUpdateAsync);
            routes.MapPut("/users/{id:long}", UpdateAsync).Limited(RateLimit.UserUpdate);
            routes.MapPut("/users/{id:long}/merge", MergeAsync);
            routes.MapDelete("/users/{id:long}", Delete);
        }
    }

    private static IResult NoUser { get; } = Refusal.Bad("BadRequest", "Missing parameter: user");

    private static async Task<IResult> CreateAsync(HttpRequest request, World world, CancellationToken cancellationToken)
    {
        if (await request.ReadAsync("user", cancellationToken) is not { } body)
            return NoUser;
        lock (world.Gate)
            return Create(request, world, body);
    }

    private static async Task<IResult> CreateOrUpdateAsync(HttpRequest request, World world, CancellationToken cancellationToken)
    {
        if (await request.ReadAsync("user", cancellationToken) is not { } body)
            return NoUser;
        lock (world.Gate)
            return Known(world, body) is { } user ? Update(request, world, user, body) : Create(request, world, body);
    }

    private static async Task<IResult> UpdateAsync(long id, HttpRequest request, World world, CancellationToken cancellationToken)
    {
        if (await request.ReadAsync("user", cancellationToken) is not { } body)
            return NoUser;
        lock (world.Gate)
            return UserEndpoints.Visible(world, id) is { Active: true } user ? Update(request, world, user, body) : Refusal.NotFound;
    }

    private static async Task<IResult> MergeAsync(long id, HttpRequest request, World world, CancellationToken cancellationToken)
    {
        if (await request.ReadAsync("user", cancellationToken) is not { } body)
            return NoUser;
        lock (world.Gate)
        {
            if (
                UserEndpoints.Visible(world, id) is not { Active: true } loser
                || UserEndpoints.Visible(world, body.Id("id") ?? 0) is not { Active: true } winner
            )
                return Refusal.NotFound;
            if (loser == winner || loser.IsStaff || winner.IsStaff || loser.Requested.Count > MaxTicketsOfMerged)
                return Refusal.Invalid("base", "These users cannot be merged");
            return UserEndpoints.One(request, world.Apply(new MergeUsers(loser.Id, winner.Id)));
        }
    }

    private static IResult Delete(long id, HttpRequest request, World world)
    {
        lock (world.Gate)
            return UserEndpoints.Visible(world, id) is { Active: true } user
                ? UserEndpoints.One(request, world.Apply(new DeleteUser(user.Id)))
                : Refusal.NotFound;
    }

    private static IResult Create(HttpRequest request, World world, JsonBody body)
    {
        var email = Given(body.Text("email"));
        if (string.IsNullOrWhiteSpace(body.Text("name")))
            return Refusal.Invalid("name", "Name: is too short (minimum one character)", "ValueTooShort");
        if (email is not null && RefuseAddress(world, email, owner: null) is { } refusal)
            return refusal;
        var user = world.Apply(
            new CreateUser
            {
                Name = body.Text("name")!,
                Email = email,
                Role = Given(body.Text("role")) ?? "end-user",
                Verified = body.Flag("verified") ?? false,
                ExternalId = Given(body.Text("external_id")),
                Phone = Given(body.Text("phone")),
                Notes = Given(body.Text("notes")),
                Details = Given(body.Text("details")),
            }
        );
        request.HttpContext.Response.Headers.Location = $"{request.BaseUrl}/api/v2/users/{user.Id}.json";
        return UserEndpoints.One(request, user, StatusCodes.Status201Created);
    }

    private static IResult Update(HttpRequest request, World world, User user, JsonBody body)
    {
        var email = Given(body.Text("email"));
        if (email is not null && RefuseAddress(world, email, user) is { } refusal)
            return refusal;
        var updated = world.Apply(
            new UpdateUser
            {
                UserId = user.Id,
                Name = Given(body.Text("name")),
                Role = Given(body.Text("role")),
                Email = email,
                ExternalId = body.Text("external_id"),
                Phone = body.Text("phone"),
                Notes = body.Text("notes"),
                Details = body.Text("details"),
                Suspended = body.Flag("suspended"),
            }
        );
        return UserEndpoints.One(request, updated);
    }

    public static IResult? RefuseAddress(World world, string email, User? owner) =>
        !email.Contains('@') ? Refusal.Invalid("email", $"Email: {email} is not properly formatted", "InvalidFormat")
        : world.Users.FindByEmail(email) is { } other && other != owner
            ? Refusal.Invalid("email", $"Email: {email} is already being used by another user", "DuplicateValue")
        : null;

    private static User? Known(World world, JsonBody body) =>
        Given(body.Text("external_id")) is { } externalId
        && world.Users.All.FirstOrDefault(user => user.Active && externalId.Equals(user.ExternalId, StringComparison.OrdinalIgnoreCase))
            is { } byExternalId
            ? byExternalId
        : Given(body.Text("email")) is { } email ? world.Users.FindByEmail(email)
        : null;

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
