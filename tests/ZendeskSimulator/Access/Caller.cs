namespace TicketPlatform.ZendeskSimulator.Access;

/// <summary>Who is calling, and with which OAuth scopes; an API token has all of them.</summary>
internal sealed record Caller(User User, IReadOnlyList<string>? Scopes)
{
    /// <summary>Scopes are plain (read, write) or for one resource (tickets:read). A misspelled one opens nothing.</summary>
    public bool May(string method, string resource)
    {
        var verb = HttpMethods.IsGet(method) || HttpMethods.IsHead(method) ? "read" : "write";
        return Scopes is null || Scopes.Contains(verb) || Scopes.Contains($"{resource}:{verb}");
    }
}

/// <summary>Marks endpoints by who may call them; without a mark, agents and admins may.</summary>
internal sealed record AccessRule(bool Admin, bool Anyone);

internal static class AccessRules
{
    extension(RouteHandlerBuilder endpoint)
    {
        public RouteHandlerBuilder AdminOnly() => endpoint.WithMetadata(new AccessRule(Admin: true, Anyone: false));

        public RouteHandlerBuilder ForAnyone() => endpoint.WithMetadata(new AccessRule(Admin: false, Anyone: true));

        public RouteHandlerBuilder Limited(RateLimit limit) => endpoint.WithMetadata(limit);
    }

    extension(HttpContext context)
    {
        public Caller? Caller => context.Features.Get<Caller>();

        /// <summary>The user in whose name an endpoint runs that only authenticated callers reach.</summary>
        public User Actor =>
            context.Caller?.User ?? throw new InvalidOperationException("This endpoint is open to authenticated callers only.");
    }
}
