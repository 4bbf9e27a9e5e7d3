namespace TicketPlatform.ZendeskSimulator.Webhooks;

/// <summary>Pages through rows by their ULIDs. Unlike the older lists, cursors and links that lead nowhere are left out.</summary>
internal sealed class UlidPages<T>(string name, Func<T, string> id, bool newestFirst, Action<Utf8JsonWriter, T> write)
{
    private string Direction => newestFirst ? "desc" : "asc";

    public IResult Answer(HttpRequest request, IEnumerable<T> rows)
    {
        if (!TryCursor(request.Query["page[after]"], out var after) || !TryCursor(request.Query["page[before]"], out var before))
            return Refusal.PaginationParameter("page[after] and page[before] must be cursors of this list");
        var all = (newestFirst ? rows.OrderByDescending(id, StringComparer.Ordinal) : rows.OrderBy(id, StringComparer.Ordinal)).ToList();
        var size =
            int.TryParse(request.Query["page[size]"], out var asked) && asked > 0 ? Math.Min(asked, Lists.MaxPerPage) : Lists.MaxPerPage;
        var first = after is null ? 0 : all.Count(row => Order(row, after) <= 0);
        if (before is not null)
            first = Math.Max(0, all.Count(row => Order(row, before) < 0) - size);
        var shown = all.Skip(first).Take(size).ToList();
        var next = first + shown.Count < all.Count ? Cursor(shown[^1]) : null;
        var previous = first > 0 && shown.Count > 0 ? Cursor(shown[0]) : null;
        return new JsonAnswer(json => Write(json, request, shown, previous, next));
    }

    private void Write(Utf8JsonWriter json, HttpRequest request, List<T> shown, string? previous, string? next)
    {
        json.WriteStartObject();
        json.WriteStartObject("meta");
        json.WriteBoolean("has_more", next is not null);
        WriteIfAny(json, "before_cursor", previous);
        WriteIfAny(json, "after_cursor", next);
        json.WriteEndObject();
        if (previous is not null || next is not null)
        {
            json.WriteStartObject("links");
            WriteIfAny(json, "prev", Link(request, "page[before]", previous));
            WriteIfAny(json, "next", Link(request, "page[after]", next));
            json.WriteEndObject();
        }
        Lists.WriteRows(json, name, shown, write);
        json.WriteEndObject();
    }

    private int Order(T row, string cursor) => string.CompareOrdinal(id(row), cursor) * (newestFirst ? -1 : 1);

    private string Cursor(T row) => Convert.ToBase64String(Encoding.ASCII.GetBytes($"{id(row)},{Direction}"));

    private bool TryCursor(string? text, out string? cursor)
    {
        cursor = null;
        if (string.IsNullOrEmpty(text))
            return true;
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length))
            return false;
        var parts = Encoding.ASCII.GetString(bytes, 0, length).Split(',');
        cursor = parts[0];
        return parts.Length == 2 && parts[1] == Direction;
    }

    private static void WriteIfAny(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private static string? Link(HttpRequest request, string name, string? cursor)
    {
        var kept = request.Query.Where(pair => pair.Key is not ("page[after]" or "page[before]"));
        var parts = kept.SelectMany(pair => pair.Value, (pair, value) => $"{pair.Key}={Uri.EscapeDataString(value ?? "")}");
        return cursor is null
            ? null
            : $"{request.BaseUrl}{request.Path}?{string.Join('&', parts.Append($"{name}={Uri.EscapeDataString(cursor)}"))}";
    }
}
