using System.Net.Http.Headers;
using System.Text;
using TicketPlatform.Dev.Local;

namespace TicketPlatform.Dev.Run;

/// <summary>How the API signs in to Zendesk: with an e-mail address and an API token, or as an OAuth client.</summary>
internal sealed record ZendeskCredentials(string? Email, string? ApiToken, string? ClientId, string? ClientSecret)
{
    /// <summary>The simulator's, whose token is made once and kept.</summary>
    public static ZendeskCredentials OfSimulator() => new("bot@acme.test", SecretFile.Read(LocalFiles.ZendeskToken), null, null);

    /// <summary>A real account's, from the environment.</summary>
    /// <exception cref="CommandFailedException">They are missing, or half of them is.</exception>
    public static ZendeskCredentials FromEnvironment()
    {
        var found = new ZendeskCredentials(
            Variable("ZENDESK_EMAIL", "Zendesk__Email"),
            Variable("ZENDESK_API_TOKEN", "Zendesk__ApiToken"),
            Variable("ZENDESK_OAUTH_CLIENT_ID", "Zendesk__OAuth__ClientId"),
            Variable("ZENDESK_OAUTH_CLIENT_SECRET", "Zendesk__OAuth__ClientSecret")
        );
        return found is { Email: not null, ApiToken: not null } or { ClientId: not null, ClientSecret: not null }
            ? found
            : throw CommandFailedException.Refuse(
                "--zendesk needs ZENDESK_EMAIL and ZENDESK_API_TOKEN, or ZENDESK_OAUTH_CLIENT_ID and ZENDESK_OAUTH_CLIENT_SECRET, in the environment"
            );
    }

    /// <summary>The API's settings; null removes what the environment of this process may hold.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Environment =>
        [
            new("Zendesk__Email", Email),
            new("Zendesk__ApiToken", ApiToken),
            new("Zendesk__OAuth__ClientId", ClientId),
            new("Zendesk__OAuth__ClientSecret", ClientSecret),
        ];

    /// <summary>How the e-mail address and the API token sign in.</summary>
    public AuthenticationHeaderValue Basic => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Email}/token:{ApiToken}")));

    private static string? Variable(params string[] names) =>
        names.Select(System.Environment.GetEnvironmentVariable).FirstOrDefault(value => !string.IsNullOrEmpty(value));
}
