using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TicketPlatform.Application.Alerts;
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

    public void Write(StreamEvent told)
    {
        Text(string.Create(CultureInfo.InvariantCulture, $"id: {told.Id}\nevent: {told.Name}\ndata: "));
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

    private static void Data(Utf8JsonWriter json, StreamEvent told)
    {
        if (told is TicketShown shown)
        {
            JsonSerializer.Serialize(json, shown.Ticket, ApiJson.Default.UserTicket);
            return;
        }
        json.WriteStartObject();
        if (told is TicketRemoved removed)
            json.WriteNumber("id", removed.TicketId);
        if (told is AlertChanged changed)
            Fields(json, changed.Kind, changed.Alert);
        json.WriteEndObject();
    }

    // What the list shows of it, and what the list does not say: what happened.
    private static void Fields(Utf8JsonWriter json, string kind, AlertView alert)
    {
        json.WriteString("kind", kind);
        foreach (var field in JsonSerializer.SerializeToElement(alert, ApiJson.Default.AlertView).EnumerateObject())
            field.WriteTo(json);
    }

    private void Text(string text) => Encoding.UTF8.GetBytes(text, response.BodyWriter);
}
