using System.Net;
using System.Net.Http.Headers;
using System.Text;
using OpenTelemetry;
using TicketPlatform.Application.Notifications;

namespace TicketPlatform.Infrastructure.Notifications;

/// <summary>Posts messages. What goes wrong is told without the address, which for some targets is the secret.</summary>
internal sealed class HttpPosting(IHttpClientFactory clients, TimeProvider time)
{
    public const string ClientName = "notifications";

    private const int LongestText = 100;

    /// <summary>Posts and tells the status.</summary>
    /// <param name="request">Disposed here.</param>
    /// <param name="tellsText">Whether the target says in a word of its body what is wrong.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<SendOutcome> PostAsync(HttpRequestMessage request, bool tellsText, CancellationToken cancellationToken)
    {
        using var quiet = SuppressInstrumentationScope.Begin(); // a span would hold the address
        try
        {
            using (request)
            using (var client = clients.CreateClient(ClientName))
            using (var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken))
            {
                var text = tellsText && !answer.IsSuccessStatusCode ? await TextAsync(answer, cancellationToken) : null;
                return new SendOutcome(answer.IsSuccessStatusCode, $"HTTP {(int)answer.StatusCode}{Remark(answer)}", Wait(answer), text);
            }
        }
        catch (HttpRequestException trouble)
        {
            return new SendOutcome(
                Delivered: false,
                trouble.HttpRequestError is HttpRequestError.Unknown or HttpRequestError.ResponseEnded
                    ? "The connection was lost."
                    : $"The connection failed: {trouble.HttpRequestError}."
            );
        }
        catch (IOException)
        {
            return new SendOutcome(Delivered: false, "The connection was lost.");
        }
    }

    private static string Remark(HttpResponseMessage answer) =>
        (int)answer.StatusCode is >= 300 and < 400 ? ": redirects are not followed." : "";

    private static async Task<string?> TextAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        var bytes = new byte[LongestText];
        var read = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return read == 0 ? null : Encoding.UTF8.GetString(bytes, 0, read).ReplaceLineEndings(" ");
    }

    private TimeSpan? Wait(HttpResponseMessage answer) =>
        answer.Headers.RetryAfter switch
        {
            { Delta: { } wait } => wait,
            { Date: { } until } => until - time.GetUtcNow(),
            _ => null,
        };

    /// <summary>A JSON body.</summary>
    public static HttpContent Json(ReadOnlyMemory<byte> body)
    {
        var content = new ReadOnlyMemoryContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    /// <summary>The connections of all targets; each host has its own.</summary>
    public static SocketsHttpHandler Handler() =>
        new()
        {
            AllowAutoRedirect = false, // What is signed, or secret in its address, goes where the settings say.
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = TimeSpan.FromSeconds(3),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        };
}
