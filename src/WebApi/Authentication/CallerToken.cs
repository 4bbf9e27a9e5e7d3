using Microsoft.IdentityModel.JsonWebTokens;

namespace TicketPlatform.WebApi.Authentication;

/// <summary>When the token of a request ends, for whatever outlives the request's beginning.</summary>
internal static class CallerToken
{
    private const string Scheme = "Bearer ";

    // Timers cannot be set further ahead; whatever lives longer is asked for its token again on the way.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>How much longer the token of this request is valid. The request has been authenticated by it.</summary>
    public static TimeSpan Remaining(HttpContext context, TimeProvider time)
    {
        var header = (string?)context.Request.Headers.Authorization;
        if (header is null || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return TimeSpan.Zero;
        var end = new DateTimeOffset(new JsonWebToken(header[Scheme.Length..].Trim()).ValidTo, TimeSpan.Zero);
        var remaining = end - time.GetUtcNow();
        return remaining < TimeSpan.Zero ? TimeSpan.Zero
            : remaining > Longest ? Longest
            : remaining;
    }
}
