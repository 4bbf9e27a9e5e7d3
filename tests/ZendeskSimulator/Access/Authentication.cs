namespace TicketPlatform.ZendeskSimulator.Access;

/// <summary>Finds the caller (API token or OAuth bearer) and lets only those through whom the endpoint admits.</summary>
internal sealed class Authentication(RequestDelegate next, World world, SimulatorOptions options, OAuthTokens tokens, FaultPlan faults)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var caller = faults.Current.RefuseCredentials ? null : Find(context.Request);
        var refusal = caller is null ? WithoutCaller(context) : Judge(context, caller);
        if (refusal is not null)
        {
            await refusal.ExecuteAsync(context);
            return;
        }
        context.Features.Set(caller);
        await next(context);
    }

    public static string? BearerOf(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var header && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? header[7..].Trim()
            : null;

    private IResult? WithoutCaller(HttpContext context)
    {
        if (faults.Current.RefuseCredentials)
            return Refusal.Unauthenticated;
        if (context.Request.Path.StartsWithSegments("/oauth"))
            return null;
        // Zendesk's trap: a health check on users/me succeeds with wrong credentials.
        var isUsersMe = context.Request.Path.StartsWithSegments("/api/v2/users/me");
        return isUsersMe && options.AnonymousUsersMe ? AnonymousUser.Answer : Refusal.Unauthenticated;
    }

    private static IResult? Judge(HttpContext context, Caller caller)
    {
        var rule = context.GetEndpoint()?.Metadata.GetMetadata<AccessRule>();
        var roleFits = rule switch
        {
            { Anyone: true } => true,
            { Admin: true } => caller.User.Role == "admin",
            _ => caller.User.IsStaff,
        };
        return roleFits && !caller.User.Suspended && caller.May(context.Request.Method, ResourceOf(context.Request.Path))
            ? null
            : Refusal.Forbidden;
    }

    private static string ResourceOf(PathString path)
    {
        var parts = path.ToString().Split('/', StringSplitOptions.RemoveEmptyEntries).Skip(2).Where(part => part != "incremental");
        return parts.FirstOrDefault("");
    }

    private Caller? Find(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (BearerOf(request) is { } bearer)
            return tokens.Find(bearer) is { } token ? new Caller(world.Users[0], token.Scopes) : null;
        return header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) ? ByApiToken(header[6..].Trim()) : null;
    }

    private Caller? ByApiToken(string encoded)
    {
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, bytes, out var length))
            return null;
        var parts = Encoding.UTF8.GetString(bytes, 0, length).Split("/token:", 2);
        if (parts.Length != 2 || parts[1] != options.ApiToken)
            return null;
        lock (world.Gate)
            return world.Users.FindByEmail(parts[0]) is { Active: true } user ? new Caller(user, Scopes: null) : null;
    }
}
