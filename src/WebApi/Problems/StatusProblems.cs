using Microsoft.AspNetCore.Diagnostics;

namespace TicketPlatform.WebApi.Problems;

/// <summary>The problems of the edge: what the framework refuses by a bare status code.</summary>
internal static class StatusProblems
{
    /// <summary>The longest body in bytes that an endpoint takes, webhooks aside.</summary>
    public const int MaximumBody = 64 * 1024;

    private const int RetryAfterSeconds = 5;

    /// <summary>The database is away for the moment, or too slow to be waited for.</summary>
    public static ProblemAnswer DatabaseAway { get; } =
        new(
            StatusCodes.Status503ServiceUnavailable,
            "database-unavailable",
            "The database does not answer at the moment. Try again shortly."
        )
        {
            RetryAfter = RetryAfterSeconds,
        };

    /// <summary>Gives a body to an answer that has a status code only.</summary>
    public static Task FillAsync(StatusCodeContext context) =>
        Of(context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext);

    public static ProblemAnswer Of(int status) =>
        status switch
        {
            400 => new(status, "malformed-request", "The request could not be read; see /openapi/v1.json for what is expected."),
            401 => new(status, "authentication-required", "Send a valid access token: `Authorization: Bearer <token>`."),
            403 => new(status, "forbidden", "Your role does not allow this."),
            404 => new(status, "route-not-found", "There is nothing at this address; /openapi/v1.json lists what there is."),
            405 => new(status, "method-not-allowed", "This address does not take that method; the Allow header lists those it takes."),
            413 => new(status, "body-too-large", $"A body may hold at most {MaximumBody} bytes, that of a webhook four times as many."),
            415 => new(status, "unsupported-media-type", "Send the body as application/json."),
            504 => new(status, "request-timed-out", "The answer took longer than 5 seconds, so the work was given up. Try again."),
            >= 500 => new(status, "internal-error", "Something is broken on our side; the log knows more under this request id."),
            _ => new(status, "request-refused", "The request was refused."),
        };
}
