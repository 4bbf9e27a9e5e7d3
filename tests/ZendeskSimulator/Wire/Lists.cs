namespace TicketPlatform.ZendeskSimulator.Wire;

/// <summary>How a list is sorted: by a key, then by id, so that every place in it is unique.</summary>
internal sealed record ListOrder<T>(Func<T, long> Key, Func<T, long> Id, bool Descending = false)
{
    public IEnumerable<T> Sort(IEnumerable<T> items) =>
        Descending ? items.OrderByDescending(Key).ThenByDescending(Id) : items.OrderBy(Key).ThenBy(Id);

    public bool IsAfter(T item, (long Key, long Id) place)
    {
        var order = (Key(item), Id(item)).CompareTo(place);
        return Descending ? order < 0 : order > 0;
    }
}

/// <summary>Zendesk's two ways to page through a list: by cursor when any page[...] is given, else by offset.</summary>
internal static class Lists
{
    public const int MaxPerPage = 100;
    private const int MaxOffsetRows = 10_000;

    public static IResult Answer<T>(
        HttpRequest request,
        string name,
        IEnumerable<T> items,
        ListOrder<T> order,
        Action<Utf8JsonWriter, T> write
    )
    {
        var byCursor = request.Query.Keys.Any(key => key.StartsWith("page[", StringComparison.Ordinal));
        // Zendesk drops the sort without a word when both styles are mixed.
        var sorted = byCursor && request.Query.ContainsKey("per_page") ? order with { Key = order.Id, Descending = false } : order;
        var rows = sorted.Sort(items).ToList();
        return byCursor ? ByCursor(request, name, rows, sorted, write) : ByOffset(request, name, rows, write);
    }

    public static IResult ByOffset<T>(
        HttpRequest request,
        string name,
        IReadOnlyList<T> rows,
        Action<Utf8JsonWriter, T> write,
        int? count = null
    )
    {
        var perPage = Number(request, "per_page", MaxPerPage);
        var page = Number(request, "page", 1, int.MaxValue);
        if ((long)page * perPage > MaxOffsetRows)
            return Refusal.DeepPage;
        var shown = rows.Skip((page - 1) * perPage).Take(perPage).ToList();
        var total = count ?? rows.Count;
        return new JsonAnswer(json =>
        {
            json.WriteStartObject();
            WriteRows(json, name, shown, write);
            json.WriteString("next_page", (long)page * perPage < total ? Url(request, "page", $"{page + 1}") : null);
            json.WriteString("previous_page", page > 1 ? Url(request, "page", $"{page - 1}") : null);
            json.WriteNumber("count", total);
            json.WriteEndObject();
        });
    }

    private static IResult ByCursor<T>(HttpRequest request, string name, List<T> rows, ListOrder<T> order, Action<Utf8JsonWriter, T> write)
    {
        if (!TryPlace(request.Query["page[after]"], out var after) || !TryPlace(request.Query["page[before]"], out var before))
            return Refusal.PaginationParameter("page[after] and page[before] must be cursors of this list");
        var size = Number(request, "page[size]", MaxPerPage);
        var wanted = rows.Where(row =>
            (after is null || order.IsAfter(row, after.Value)) && (before is null || !order.IsAfter(row, before.Value))
        );
        var shown = before is null ? wanted.Take(size).ToList() : wanted.SkipLast(1).TakeLast(size).ToList();
        var hasMore = shown.Count > 0 && order.IsAfter(rows[^1], Place(order, shown[^1]));
        // On a last page that is not empty, Zendesk still names a next one: only has_more tells.
        var next = shown.Count > 0 ? Cursor(Place(order, shown[^1])) : null;
        var previous = shown.Count > 0 ? Cursor(Place(order, shown[0])) : null;
        return new JsonAnswer(json =>
        {
            json.WriteStartObject();
            WriteRows(json, name, shown, write);
            json.WriteStartObject("meta");
            json.WriteBoolean("has_more", hasMore);
            json.WriteString("after_cursor", next);
            json.WriteString("before_cursor", previous);
            json.WriteEndObject();
            json.WriteStartObject("links");
            json.WriteString("prev", previous is null ? null : Url(request, "page[before]", previous));
            json.WriteString("next", next is null ? null : Url(request, "page[after]", next));
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }

    /// <summary>All rows at once, where Zendesk does not page.</summary>
    public static IResult Whole<T>(string name, IReadOnlyList<T> rows, Action<Utf8JsonWriter, T> write) =>
        new JsonAnswer(json =>
        {
            json.WriteStartObject();
            WriteRows(json, name, rows, write);
            json.WriteNull("next_page");
            json.WriteNull("previous_page");
            json.WriteNumber("count", rows.Count);
            json.WriteEndObject();
        });

    public static void WriteRows<T>(Utf8JsonWriter json, string name, IEnumerable<T> rows, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var row in rows)
            write(json, row);
        json.WriteEndArray();
    }

    private static int Number(HttpRequest request, string name, int fallback, int max = MaxPerPage) =>
        int.TryParse(request.Query[name], out var value) && value > 0 ? Math.Min(value, max) : fallback;

    private static (long Key, long Id) Place<T>(ListOrder<T> order, T row) => (order.Key(row), order.Id(row));

    private static string Cursor((long Key, long Id) place) => Convert.ToBase64String(Encoding.ASCII.GetBytes($"{place.Key}|{place.Id}"));

    private static bool TryPlace(string? cursor, out (long Key, long Id)? place)
    {
        place = null;
        if (string.IsNullOrEmpty(cursor))
            return true;
        var bytes = new byte[cursor.Length];
        if (!Convert.TryFromBase64String(cursor, bytes, out var length))
            return false;
        var parts = Encoding.ASCII.GetString(bytes, 0, length).Split('|');
        if (parts.Length != 2 || !long.TryParse(parts[0], out var key) || !long.TryParse(parts[1], out var id))
            return false;
        place = (key, id);
        return true;
    }

    private static string Url(HttpRequest request, string name, string value)
    {
        var kept = request.Query.Where(pair => pair.Key != name && pair.Key is not ("page[after]" or "page[before]"));
        var query = kept.SelectMany(pair => pair.Value, (pair, text) => (pair.Key, text)).Append((Key: name, text: value));
        var parts = query.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.text ?? "")}");
        return $"{request.BaseUrl}{request.Path}.json?{string.Join('&', parts)}";
    }
}
