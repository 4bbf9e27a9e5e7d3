namespace TicketPlatform.ZendeskSimulator.Access;

/// <summary>Counts requests in windows on the simulator's clock. A window opens with its first request.</summary>
internal sealed class RateLimiter(SimulatorClock clock, SimulatorOptions options)
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Name, string Target), Window> windows = [];

    public sealed record Use(int Total, int Remaining, int ResetSeconds, bool Refused);

    private sealed record Window(long OpenedAt, int Used);

    public bool Enabled { get; set; } = options.RateLimits;

    public Use Count(RateLimit limit, string target = "")
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        lock (gate)
        {
            var window = windows.GetValueOrDefault((limit.Name, target));
            // A clock that was set back would otherwise keep a window open for good.
            if (window is null || now >= window.OpenedAt + limit.WindowSeconds || now < window.OpenedAt)
                window = new Window(now, 0);
            var refused = window.Used >= limit.Total;
            windows[(limit.Name, target)] = window = window with { Used = window.Used + (refused ? 0 : 1) };
            return new Use(limit.Total, limit.Total - window.Used, (int)(window.OpenedAt + limit.WindowSeconds - now), refused);
        }
    }
}

/// <summary>Refuses what exceeds the account's or the endpoint's limit, and reports both in headers.</summary>
internal sealed class RateLimiting(RequestDelegate next, RateLimiter limiter)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!limiter.Enabled)
        {
            await next(context);
            return;
        }
        var limit = context.GetEndpoint()?.Metadata.GetMetadata<RateLimit>();
        var whole = limit is { PerService: true } ? limit : RateLimit.Account;
        var account = limiter.Count(whole);
        WriteAccountHeaders(context.Response.Headers, account);
        var use = limit is null || limit == whole || account.Refused ? null : limiter.Count(limit, TargetOf(context, limit));
        if (use is not null)
            context.Response.Headers[$"zendesk-ratelimit-{limit!.Name}"] =
                $"total={use.Total}; remaining={use.Remaining}; resets={use.ResetSeconds}";
        var refusal =
            account.Refused ? Refused(context, account, whole)
            : use is { Refused: true } ? Refused(context, use, limit!)
            : null;
        await (refusal?.ExecuteAsync(context) ?? next(context));
    }

    private static void WriteAccountHeaders(IHeaderDictionary headers, RateLimiter.Use account)
    {
        headers["x-rate-limit"] = headers["ratelimit-limit"] = $"{account.Total}";
        headers["x-rate-limit-remaining"] = headers["ratelimit-remaining"] = $"{account.Remaining}";
        headers["ratelimit-reset"] = $"{account.ResetSeconds}";
    }

    private static string TargetOf(HttpContext context, RateLimit limit) =>
        limit.PerTarget ? $"{context.Request.Path} {context.Caller?.User.Id}" : "";

    private static IResult Refused(HttpContext context, RateLimiter.Use use, RateLimit limit)
    {
        context.Response.Headers.RetryAfter = $"{use.ResetSeconds}";
        return Refusal.Json(
            429,
            $$"""{"error":"APIRateLimitExceeded","description":"Number of allowed {{limit.Subject}} requests per minute exceeded"}"""
        );
    }
}
