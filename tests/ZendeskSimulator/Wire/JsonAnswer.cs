using System.Text.Encodings.Web;

namespace TicketPlatform.ZendeskSimulator.Wire;

/// <summary>An answer in Zendesk's JSON, written straight to the connection.</summary>
internal sealed class JsonAnswer(Action<Utf8JsonWriter> write, int status = StatusCodes.Status200OK) : IResult
{
    // Zendesk sends text as UTF-8, not as escapes.
    internal static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <summary>An object with one property, which <paramref name="value"/> writes.</summary>
    public static JsonAnswer Of(string name, Action<Utf8JsonWriter> value, int status = StatusCodes.Status200OK) =>
        new(
            json =>
            {
                json.WriteStartObject();
                json.WritePropertyName(name);
                value(json);
                json.WriteEndObject();
            },
            status
        );

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        using (var json = new Utf8JsonWriter(response.BodyWriter, WriterOptions))
            write(json);
        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }
}
