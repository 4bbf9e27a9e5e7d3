using System.Net;

namespace TicketPlatform.WebApi.RateLimiting;

/// <summary>Whose budget a request draws on: that of the person, or of the address where no valid token names one.</summary>
internal readonly record struct Caller(string? Subject, IPAddress? Address)
{
    public static Caller Of(HttpContext context) =>
        context.User.FindFirst("sub")?.Value is { } subject ? new(subject, null) : new(null, context.Connection.RemoteIpAddress);
}
