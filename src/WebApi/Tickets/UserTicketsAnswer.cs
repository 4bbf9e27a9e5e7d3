using System.Globalization;
using Microsoft.Net.Http.Headers;
using TicketPlatform.Application.Tickets;
using TicketPlatform.WebApi.Http;
using IResult = Microsoft.AspNetCore.Http.IResult;

namespace TicketPlatform.WebApi.Tickets;

/// <summary>
/// Sends a page of tickets, or 304 where the caller has it. The age stands in headers too: it grows while the content,
/// and with it the tag, stays, and a 304 has no body to tell it.
/// </summary>
internal sealed class UserTicketsAnswer(TaggedUserTickets tickets) : IResult
{
    private const string AsOf = "Freshness-As-Of";
    private const string LagSeconds = "Freshness-Lag-Seconds";
    private const string Source = "Freshness-Source";
    private const string Stale = "Freshness-Stale";
    private const string Refresh = "Freshness-Refresh";
    private const string HeardAt = "Freshness-Heard-At";

    /// <summary>What each header says.</summary>
    public static readonly IReadOnlyDictionary<string, string> Headers = new Dictionary<string, string>
    {
        [HeaderNames.ETag] = "Changes with anything in the answer but its age; send it back as If-None-Match.",
        [AsOf] = "`freshness.asOf`; missing where it is null.",
        [LagSeconds] = "`freshness.lagSeconds`; missing where it is null.",
        [Source] = "`freshness.source`: export or reread.",
        [Stale] = "`freshness.stale`: true or false.",
        [Refresh] = "`freshness.refresh`: what came of `maxAge`.",
        [HeardAt] = "`freshness.heardAt`; missing where it is null.",
    };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var tag = $"W/\"{tickets.Tag}\"";
        var response = httpContext.Response;
        response.Headers.ETag = tag;
        response.Headers.CacheControl = "private, no-cache";
        WriteFreshness(response.Headers, tickets.Body.Freshness);

        if (!IsKnown(httpContext.Request, tag))
            return response.WriteJsonAsync(StatusCodes.Status200OK, tickets.Body, ApiJson.Default.UserTickets);
        response.StatusCode = StatusCodes.Status304NotModified;
        return Task.CompletedTask;
    }

    private static void WriteFreshness(IHeaderDictionary headers, Freshness freshness)
    {
        if (freshness.AsOf is { } instant)
            headers[AsOf] = Text(instant);
        if (freshness.LagSeconds is { } lag)
            headers[LagSeconds] = lag.ToString(CultureInfo.InvariantCulture);
        headers[Source] = freshness.Source;
        headers[Stale] = freshness.Stale ? "true" : "false";
        headers[Refresh] = freshness.Refresh;
        if (freshness.HeardAt is { } heard)
            headers[HeardAt] = Text(heard);
    }

    private static string Text(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture);

    private static bool IsKnown(HttpRequest request, string tag)
    {
        var known = request.Headers.IfNoneMatch;
        if (known.Count == 0)
            return false;
        var mine = EntityTagHeaderValue.Parse(tag);
        return EntityTagHeaderValue.TryParseList(known, out var tags)
            && tags.Any(each => each.Equals(EntityTagHeaderValue.Any) || each.Compare(mine, useStrongComparison: false));
    }
}
