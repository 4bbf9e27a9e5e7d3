using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TicketPlatform.Application.Streaming;
using TicketPlatform.WebApi.Http;

namespace TicketPlatform.WebApi.Streaming;

/// <summary>Writes server-sent events as the HTML standard defines them.</summary>
internal sealed class EventWriter(HttpResponse response)
{
    // A line end would end the data; JSON without indentation has none.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Sends the headers, and how soon to come back after a break (milliseconds).</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no"; // a proxy that collected events would make them late
        await response.StartAsync(cancellationToken);
        Text("retry: 2000\n\n");
    }

    public void Write(ListEvent told)
    {
        Text(string.Create(CultureInfo.InvariantCulture, $"id: {told.Id}\nevent: {NameOf(told.Kind)}\ndata: "));
        using (var json = new Utf8JsonWriter(response.BodyWriter, Options))
            Data(json, told);
        Text("\n\n");
    }

    /// <summary>A comment: it says nothing but that the connection lives.</summary>
    public void Beat() => Text(":\n\n");

    public async Task SendAsync(CancellationToken cancellationToken) => await response.BodyWriter.FlushAsync(cancellationToken);

    /// <summary>Says why the stream ends. It has no id: the client goes on after the last event that had one.</summary>
    public async Task EndAsync(string reason, CancellationToken cancellationToken)
    {
        Text($"event: end\ndata: {{\"reason\":\"{reason}\"}}\n\n");
        await SendAsync(cancellationToken);
    }

    private static string NameOf(ListEventKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    private static void Data(Utf8JsonWriter json, ListEvent told)
    {
        if (told.Ticket is { } ticket)
        {
            JsonSerializer.Serialize(json, ticket, ApiJson.Default.UserTicket);
            return;
        }
        json.WriteStartObject();
        if (told.Kind == ListEventKind.Removed)
            json.WriteNumber("id", told.TicketId);
        json.WriteEndObject();
    }

    private void Text(string text) => Encoding.UTF8.GetBytes(text, response.BodyWriter);
}
