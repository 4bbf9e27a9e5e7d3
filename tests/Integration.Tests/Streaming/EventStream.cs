using System.Net.ServerSentEvents;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TicketPlatform.Integration.Tests.Streaming;

/// <summary>An event as a browser sees it.</summary>
internal sealed record ReceivedEvent(string Type, string? Id, JsonElement Data)
{
    public long Ticket => Data.GetProperty("id").GetInt64();

    /// <summary>What happened to an alert.</summary>
    public string Kind => Data.GetProperty("kind").GetString()!;

    /// <summary>The alert without that: what the list shows.</summary>
    public string Alert
    {
        get
        {
            var fields = JsonObject.Create(Data)!;
            fields.Remove("kind");
            return fields.ToJsonString(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        }
    }
}

/// <summary>A client of a stream over real HTTP, read by the platform's own parser of server-sent events.</summary>
internal sealed class EventStream : IAsyncDisposable
{
    /// <summary>Where alerts are followed.</summary>
    public const string Alerts = "/api/alerts/stream";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HttpClient _client;
    private readonly HttpResponseMessage _response;
    private readonly IAsyncEnumerator<SseItem<string>> _events;
    private readonly SseParser<string> _parser;

    private EventStream(HttpClient client, HttpResponseMessage response, Stream body)
    {
        (_client, _response) = (client, response);
        _parser = SseParser.Create(body);
        _events = _parser.EnumerateAsync().GetAsyncEnumerator();
    }

    /// <summary>The id that a browser would send when it reconnects.</summary>
    public string LastEventId => _parser.LastEventId;

    public HttpResponseMessage Response => _response;

    public static Task<EventStream> OpenAsync(HttpClient client, Guid user, string? lastEventId = null) =>
        OpenAsync(client, $"/api/tickets/user/{user}/stream", lastEventId);

    public static Task<EventStream> OpenAlertsAsync(HttpClient client, string? lastEventId = null) =>
        OpenAsync(client, Alerts, lastEventId);

    private static async Task<EventStream> OpenAsync(HttpClient client, string path, string? lastEventId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        return new EventStream(client, response, await response.Content.ReadAsStreamAsync());
    }

    /// <summary>The next event; null where the stream has ended.</summary>
    public async Task<ReceivedEvent?> NextAsync()
    {
        if (!await _events.MoveNextAsync().AsTask().WaitAsync(Patience))
            return null;
        var item = _events.Current;
        return new ReceivedEvent(item.EventType, item.EventId, JsonSerializer.Deserialize<JsonElement>(item.Data));
    }

    public async Task<ReceivedEvent> ExpectAsync(string type)
    {
        var next = (await NextAsync()).ShouldNotBeNull();
        next.Type.ShouldBe(type);
        return next;
    }

    public ValueTask DisposeAsync()
    {
        _response.Dispose();
        _client.Dispose();
        return ValueTask.CompletedTask;
    }
}
