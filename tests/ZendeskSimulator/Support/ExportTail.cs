namespace TicketPlatform.ZendeskSimulator.Support;

/// <summary>What follows the rows of an export page.</summary>
internal static class ExportTail
{
    /// <summary>An empty page carries no cursor, even when the request had one: the caller keeps what it has.</summary>
    public static void WriteCursor(Utf8JsonWriter json, HttpRequest request, string? cursor, bool endOfStream)
    {
        // Recorded traffic repeats per_page and nothing else.
        var perPage = request.Query["per_page"].ToString() is { Length: > 0 } size ? $"&per_page={size}" : "";
        var url = cursor is null ? null : $"{request.BaseUrl}{request.Path}.json?cursor={Uri.EscapeDataString(cursor)}{perPage}";
        json.WriteString("after_url", url);
        json.WriteNull("before_url");
        json.WriteString("after_cursor", cursor);
        json.WriteNull("before_cursor");
        json.WriteBoolean("end_of_stream", endOfStream);
    }

    /// <summary>next_page is never null.</summary>
    public static void WriteTime(Utf8JsonWriter json, HttpRequest request, int count, uint endTime, bool endOfStream)
    {
        var perPage = request.Query["per_page"].ToString() is { Length: > 0 } size ? $"per_page={size}&" : "";
        json.WriteString("next_page", $"{request.BaseUrl}{request.Path}.json?{perPage}start_time={endTime}");
        json.WriteNumber("count", count);
        json.WriteBoolean("end_of_stream", endOfStream);
        json.WriteNumber("end_time", endTime);
    }
}
