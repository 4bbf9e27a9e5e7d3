using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Serialization;
using TicketPlatform.WebApi.Http;
using IResult = Microsoft.AspNetCore.Http.IResult;

namespace TicketPlatform.WebApi.Problems;

/// <summary>What every error looks like (RFC 9457).</summary>
/// <param name="Type">Names the sort of problem for programs; it never changes: <c>urn:ticketplatform:problem:</c> and a code.</param>
/// <param name="Title">The same for people.</param>
/// <param name="Status">The status code of the answer.</param>
/// <param name="Detail">What was wrong this time, and what to do next.</param>
/// <param name="RequestId">Names this request; support can find it in the log.</param>
/// <param name="TraceId">Names the distributed trace it was part of, if any.</param>
/// <param name="Errors">Per input field, what was wrong with it.</param>
internal sealed record Problem(
    string Type,
    string Title,
    int Status,
    string Detail,
    string RequestId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TraceId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string[]>? Errors = null
);

/// <summary>Answers with a problem.</summary>
internal sealed class ProblemAnswer(int status, string code, string detail, IReadOnlyDictionary<string, string[]>? errors = null) : IResult
{
    /// <summary>How soon to come back, in seconds; null where that is no help.</summary>
    public int? RetryAfter { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (RetryAfter is { } seconds)
            httpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        var trace = Activity.Current?.TraceId.ToHexString();
        var problem = new Problem(
            $"urn:ticketplatform:problem:{code}",
            Title(code),
            status,
            detail,
            httpContext.TraceIdentifier,
            trace,
            errors
        );
        return httpContext.Response.WriteJsonAsync(status, problem, ApiJson.Default.Problem, "application/problem+json");
    }

    private static string Title(string code) => char.ToUpperInvariant(code[0]) + code[1..].Replace('-', ' ');
}
