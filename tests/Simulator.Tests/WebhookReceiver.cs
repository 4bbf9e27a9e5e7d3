using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TicketPlatform.Simulator.Tests;

/// <summary>An endpoint for webhooks that keeps what it receives and answers as it is told.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<ReceivedDelivery> received = new();

    private WebhookReceiver(Func<HttpContext, int, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.Run(context => ReceiveAsync(context, answer));
    }

    public Uri Address => new(new Uri(app.Urls.First()), "/hooks/zendesk");

    /// <summary>In the order of arrival.</summary>
    public IReadOnlyList<ReceivedDelivery> Deliveries => [.. received];

    /// <summary>Envelopes in the order in which they happened.</summary>
    public List<JsonElement> Events =>
        [.. received.Select(delivery => delivery.Json).OrderBy(json => json.GetProperty("time").GetString(), StringComparer.Ordinal)];

    /// <summary>Answers 200 unless told otherwise; the number counts deliveries from 1.</summary>
    public static async Task<WebhookReceiver> StartAsync(Func<HttpContext, int, Task>? answer = null)
    {
        var receiver = new WebhookReceiver(answer ?? ((_, _) => Task.CompletedTask));
        await receiver.app.StartAsync();
        return receiver;
    }

    public static Task<WebhookReceiver> StartAsync(int status, string? retryAfter = null) =>
        StartAsync(
            (context, _) =>
            {
                context.Response.StatusCode = status;
                context.Response.Headers.RetryAfter = retryAfter;
                return Task.CompletedTask;
            }
        );

    public void Forget() => received.Clear();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context, Func<HttpContext, int, Task> answer)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var headers = context.Request.Headers.ToDictionary(
            header => header.Key,
            header => header.Value.ToString(),
            StringComparer.OrdinalIgnoreCase
        );
        received.Enqueue(new ReceivedDelivery(context.Request.Method, headers, body.ToArray()));
        await answer(context, received.Count);
    }
}

/// <summary>One request as the endpoint received it.</summary>
internal sealed record ReceivedDelivery(string Method, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);
    public string Invocation => Headers["X-Zendesk-Webhook-Invocation-Id"];
    public string Timestamp => Headers["X-Zendesk-Webhook-Signature-Timestamp"];

    /// <summary>Computed here, by the published recipe and not by the simulator's code.</summary>
    public bool IsSignedWith(string secret)
    {
        byte[] message = [.. Encoding.UTF8.GetBytes(Timestamp), .. Body];
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), message);
        return Headers["X-Zendesk-Webhook-Signature"] == Convert.ToBase64String(expected);
    }
}
