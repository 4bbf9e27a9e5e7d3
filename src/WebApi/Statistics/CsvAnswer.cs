using System.Text;
using Microsoft.Net.Http.Headers;
using IResult = Microsoft.AspNetCore.Http.IResult;

namespace TicketPlatform.WebApi.Statistics;

/// <summary>Answers with a table (RFC 4180); how a list goes on is told by a header.</summary>
/// <param name="rows">The first names the columns. Null is an empty cell.</param>
/// <param name="next">The cursor of the next page.</param>
internal sealed class CsvAnswer(IEnumerable<IReadOnlyList<string?>> rows, string? next) : IResult
{
    public const string MediaType = "text/csv";

    /// <summary>The header with the cursor of the next page.</summary>
    public const string NextCursor = "X-Next-Cursor";

    /// <summary>Whether the caller prefers a table to JSON.</summary>
    public static bool IsWanted(HttpRequest request) =>
        request.GetTypedHeaders().Accept.OrderByDescending(accepted => accepted.Quality ?? 1).FirstOrDefault() is { Quality: not 0 } first
        && first.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var text = new StringBuilder();
        foreach (var row in rows)
            text.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        var response = httpContext.Response;
        response.ContentType = $"{MediaType}; charset=utf-8";
        if (next is not null)
            response.Headers[NextCursor] = next;
        response.Headers[HeaderNames.Vary] = HeaderNames.Accept;
        await response.WriteAsync(text.ToString(), httpContext.RequestAborted);
    }

    // A spreadsheet would run a name that begins like a formula.
    private static string Cell(string? value)
    {
        if (string.IsNullOrEmpty(value))
            return "";
        var harmless =
            value[0] is '=' or '+' or '@' or '\t' or '\r' || (value[0] == '-' && !decimal.TryParse(value, out _)) ? $"'{value}" : value;
        return harmless.AsSpan().ContainsAny(",\"\r\n") ? $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : harmless;
    }
}
