using System.Globalization;

namespace TicketPlatform.WebApi.Http;

/// <summary>Reads parameters that <see cref="QueryGuard"/> has let pass.</summary>
internal static class QueryReading
{
    /// <summary>The rows per page where a caller names none.</summary>
    public const int DefaultLimit = 25;

    public static readonly QueryParameter Limit = new("limit", "The most rows per page.", "25") { Whole = (1, 100), Default = "25" };

    public static readonly QueryParameter Cursor = new(
        "cursor",
        "Continues a list: the `next` of the page before, together with the same filters and sorting.",
        ""
    );

    extension(HttpRequest request)
    {
        /// <summary>The value, or null where the parameter is missing.</summary>
        public string? Text(string name) =>
            request.QueryString.HasValue && request.Query.TryGetValue(name, out var value) ? value[0] : null;

        /// <summary>The number, or null where the parameter is missing.</summary>
        public int? Whole(string name) => request.Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
    }
}
