using System.Net;

namespace TicketPlatform.ZendeskSimulator.Delivery;

/// <summary>Calls endpoints, on loopback addresses only, over connections that are kept.</summary>
internal sealed class Endpoints(SimulatorOptions options) : IDisposable
{
    private const int ShownBytes = 16 * 1024;

    // No proxy and no redirect: both could lead away from this machine.
    private readonly HttpClient http = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            // Zendesk sends no trace of its own requests.
            ActivityHeadersPropagator = null,
        }
    )
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public static bool IsAllowed(Uri endpoint) => endpoint.IsLoopback && endpoint.Scheme is "http" or "https";

    public async Task<EndpointAnswer> CallAsync(HttpRequestMessage request, DateTimeOffset now, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(options.WebhookTimeout);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            return await ReadAsync(response, now, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new EndpointAnswer((int)HttpStatusCode.GatewayTimeout, [], "Error: the request timed out") { TimedOut = true };
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException)
        {
            return new EndpointAnswer((int)HttpStatusCode.BadGateway, [], $"Error: {lost.Message}");
        }
    }

    public void Dispose() => http.Dispose();

    private static async Task<EndpointAnswer> ReadAsync(
        HttpResponseMessage response,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var shown = new byte[Math.Min(response.Content.Headers.ContentLength ?? ShownBytes, ShownBytes)];
        var length = await body.ReadAtLeastAsync(shown, shown.Length, throwOnEndOfStream: false, cancellationToken);
        var headers = response
            .Headers.Concat(response.Content.Headers)
            .SelectMany(header => header.Value, (header, value) => new Header(header.Key, value));
        var asked = response.Headers.RetryAfter is { } retry ? retry.Delta ?? retry.Date - now : null;
        return new EndpointAnswer((int)response.StatusCode, [.. headers], Encoding.UTF8.GetString(shown, 0, length))
        {
            RetryAfter = asked < TimeSpan.Zero ? TimeSpan.Zero : asked,
        };
    }
}
