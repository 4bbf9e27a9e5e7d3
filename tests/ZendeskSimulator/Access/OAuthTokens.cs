using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace TicketPlatform.ZendeskSimulator.Access;

/// <summary>Access tokens issued to the client, which expire on the simulator's clock.</summary>
internal sealed class OAuthTokens(SimulatorClock clock)
{
    private readonly ConcurrentDictionary<string, Token> tokens = new();

    public sealed record Token(long Id, IReadOnlyList<string> Scopes, DateTimeOffset ExpiresAt);

    public string Issue(string scope, int expiresInSeconds)
    {
        var text = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        tokens[text] = new Token(
            tokens.Count + 1,
            scope.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            clock.GetUtcNow().AddSeconds(expiresInSeconds)
        );
        return text;
    }

    public Token? Find(string text) => tokens.TryGetValue(text, out var token) && token.ExpiresAt > clock.GetUtcNow() ? token : null;
}
