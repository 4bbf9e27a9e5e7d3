using System.Globalization;
using Microsoft.Extensions.Primitives;
using TicketPlatform.Application;
using TicketPlatform.WebApi.Problems;

namespace TicketPlatform.WebApi.Http;

/// <summary>
/// Refuses query parameters that an endpoint does not know, that are repeated, or that are no number where one is
/// expected. A misspelt filter that is silently ignored shows a caller the wrong tickets.
/// </summary>
internal sealed class QueryGuard(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        context.Request.QueryString.HasValue && context.GetEndpoint() is { } endpoint ? GuardAsync(context, endpoint) : next(context);

    private Task GuardAsync(HttpContext context, Endpoint endpoint)
    {
        var known = endpoint.Metadata.GetMetadata<QueryParameters>() ?? QueryParameters.None;
        Dictionary<string, string[]>? errors = null;
        foreach (var (name, values) in context.Request.Query)
            if (Objection(known, name, values) is { } objection)
                (errors ??= [])[name] = [objection];
        return errors is null ? next(context) : InvalidInput.Of(errors).ToProblem().ExecuteAsync(context);
    }

    private static string? Objection(QueryParameters known, string name, StringValues values)
    {
        if (known.Find(name) is not { } parameter)
            return known.All.Length == 0
                ? "There is no such parameter; this address takes none."
                : $"There is no such parameter; there are {string.Join(", ", known.All.Select(each => each.Name))}.";
        if (values.Count > 1)
            return "Expected at most once.";
        if (parameter.Whole is { } range && !int.TryParse(values[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            return $"Expected a whole number from {range.Minimum} to {range.Maximum}.";
        return null;
    }
}
