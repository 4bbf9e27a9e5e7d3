namespace TicketPlatform.ZendeskSimulator.Hosting;

/// <summary>Gives every answer a request id and the date of the simulator's clock, and lets paths end in .json as Zendesk does.</summary>
internal sealed class ZendeskHeaders(RequestDelegate next, SimulatorClock clock)
{
    private long requests;

    public Task InvokeAsync(HttpContext context)
    {
        var id = $"{Interlocked.Increment(ref requests):x16}-VIE";
        var headers = context.Response.Headers;
        headers.Date = clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        headers["x-request-id"] = id;
        headers["x-zendesk-request-id"] = id;
        headers["x-zendesk-api-version"] = "v2";
        headers.CacheControl = "max-age=0, private, must-revalidate";
        var path = context.Request.Path.Value;
        if (
            path is not null
            && path.EndsWith(".json", StringComparison.Ordinal)
            && !path.StartsWith("/_simulator", StringComparison.Ordinal)
        )
            context.Request.Path = path[..^".json".Length];
        return next(context);
    }
}
