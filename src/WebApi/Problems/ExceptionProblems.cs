using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;

namespace TicketPlatform.WebApi.Problems;

/// <summary>Answers exceptions without a word of theirs; the request's log line holds them.</summary>
internal sealed class ExceptionProblems : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        await Of(exception).ExecuteAsync(httpContext);
        return true;
    }

    private static ProblemAnswer Of(Exception exception) =>
        exception switch
        {
            BadHttpRequestException { InnerException: JsonException json } => Refusals
                .Invalid(
                    json.Path is null or "$" ? "body" : json.Path.TrimStart('$', '.'),
                    "Expected what /openapi/v1.json describes, as valid JSON."
                )
                .ToProblem(),
            BadHttpRequestException refused => StatusProblems.Of(refused.StatusCode),
            _ when DatabaseTrouble.Passes(exception) => StatusProblems.DatabaseAway,
            _ => StatusProblems.Of(StatusCodes.Status500InternalServerError),
        };
}
