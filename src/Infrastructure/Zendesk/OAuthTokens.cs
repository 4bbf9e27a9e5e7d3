using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Options;
using TicketPlatform.Application.Zendesk;
using TicketPlatform.Infrastructure.Zendesk.Wire;

namespace TicketPlatform.Infrastructure.Zendesk;

/// <summary>The access token of the client-credentials grant, kept in memory until shortly before it ends.</summary>
internal sealed class OAuthTokens(IHttpClientFactory clients, IOptions<ZendeskOptions> options, TimeProvider time) : IDisposable
{
    /// <summary>The client that asks for tokens; it carries no credentials of its own.</summary>
    public const string HttpClientName = "zendesk-oauth";

    private const int AskedSeconds = 86_400;

    // What Zendesk gives to new clients when it does not say.
    private const int UnnamedSeconds = 1_800;

    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile Token? _token;

    /// <summary>A token that is good for a while; callers who need a new one share one request. Throws <see cref="ZendeskException"/>.</summary>
    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        if (Current is { } cached)
            return cached.Value;
        await _one.WaitAsync(cancellationToken);
        try
        {
            return (Current ?? (_token = await FetchAsync(cancellationToken))).Value;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Forgets a token that was refused, unless it has been replaced already.</summary>
    public void Discard(string refused)
    {
        if (_token is { } token && token.Value == refused)
            Interlocked.CompareExchange(ref _token, null, token);
    }

    public void Dispose() => _one.Dispose();

    private Token? Current => _token is { } token && time.GetUtcNow() < token.UsableUntil ? token : null;

    private async Task<Token> FetchAsync(CancellationToken cancellationToken)
    {
        var client = options.Value.OAuth;
        var grant = new TokenRequest("client_credentials", client.ClientId ?? "", client.ClientSecret ?? "", "read", AskedSeconds);
        using var content = JsonContent.Create(grant, ZendeskJson.Default.TokenRequest);
        using var http = clients.CreateClient(HttpClientName);
        using var response = await http.PostAsync(new Uri("/oauth/tokens", UriKind.Relative), content, cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw Refused(await ZendeskFailures.ReadAsync(response, time.GetUtcNow(), cancellationToken));
        try
        {
            var answer = await response.Content.ReadFromJsonAsync(ZendeskJson.Default.TokenAnswer, cancellationToken);
            return answer is null
                ? throw ZendeskFailures.Broken(response, "without a token")
                : new Token(answer.AccessToken, time.GetUtcNow().AddSeconds(answer.ExpiresIn ?? UnnamedSeconds) - Margin);
        }
        catch (JsonException json)
        {
            throw ZendeskFailures.Broken(response, "with something that is no token", json);
        }
    }

    // A client that Zendesk does not know is told so with a 400: for us that is a refusal, not a wrong question.
    private static ZendeskException Refused(ZendeskException failure) =>
        failure.Fault is ZendeskFault.Rejected or ZendeskFault.Refused or ZendeskFault.NotFound
            ? new ZendeskException(
                ZendeskFault.Refused,
                $"Zendesk gives no access token ({failure.Status}). Check Zendesk__OAuth__ClientId and Zendesk__OAuth__ClientSecret.",
                failure
            )
            {
                Status = failure.Status,
                RequestId = failure.RequestId,
            }
            : failure;

    private sealed record Token(string Value, DateTimeOffset UsableUntil);
}
