namespace TicketPlatform.ZendeskSimulator.Support;

/// <summary>A page of an export, sent while it is being written so that a large one needs little memory.</summary>
internal sealed class ExportAnswer<T>(
    string name,
    IReadOnlyList<T> rows,
    Action<Utf8JsonWriter, T> writeRow,
    Action<Utf8JsonWriter> writeRest
) : IResult
{
    private const int FlushBytes = 64 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "application/json; charset=utf-8";
        var body = response.BodyWriter;
        await using var json = new Utf8JsonWriter(body, JsonAnswer.WriterOptions);
        json.WriteStartObject();
        json.WriteStartArray(name);
        var sent = 0L;
        foreach (var row in rows)
        {
            writeRow(json, row);
            if (json.BytesCommitted + json.BytesPending - sent < FlushBytes)
                continue;
            sent = json.BytesCommitted + json.BytesPending;
            await json.FlushAsync(httpContext.RequestAborted);
            await body.FlushAsync(httpContext.RequestAborted);
        }
        json.WriteEndArray();
        writeRest(json);
        json.WriteEndObject();
        await json.FlushAsync(httpContext.RequestAborted);
        await body.FlushAsync(httpContext.RequestAborted);
    }
}
