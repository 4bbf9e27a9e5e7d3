using System.Net.Http.Headers;
using System.Text;

namespace TicketPlatform.Infrastructure.Zendesk;

/// <summary>Signs requests with the API token: the user name is the e-mail address followed by <c>/token</c>.</summary>
internal sealed class ApiTokenCredentials(ZendeskOptions options) : DelegatingHandler
{
    private readonly AuthenticationHeaderValue _basic = new(
        "Basic",
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.Email}/token:{options.ApiToken}"))
    );

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = _basic;
        return base.SendAsync(request, cancellationToken);
    }
}
