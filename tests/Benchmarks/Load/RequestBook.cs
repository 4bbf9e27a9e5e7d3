using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace TicketPlatform.Benchmarks.Load;

/// <summary>One ready request per user, each with a token of that user.</summary>
internal sealed class RequestBook
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private readonly byte[][] _requests;
    private readonly string[] _tokens;

    private RequestBook(IReadOnlyList<Guid> users, string[] tokens, string signingKey)
    {
        (Users, _tokens, SigningKey) = (users, tokens, signingKey);
        _requests = [.. users.Zip(tokens, (user, token) => Encoding.ASCII.GetBytes(Request(user, token)))];
    }

    public IReadOnlyList<Guid> Users { get; }

    /// <summary>The key behind the tokens in base64, as <c>Auth__SigningKey</c> takes it.</summary>
    public string SigningKey { get; }

    public ReadOnlyMemory<byte> this[int user] => _requests[user];

    /// <summary>The token that a user's request carries.</summary>
    public string Token(int user) => _tokens[user];

    public static RequestBook Write(IReadOnlyList<Guid> users, string role = "user")
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var credentials = new SigningCredentials(new SymmetricSecurityKey(key), SecurityAlgorithms.HmacSha256);
        return new(users, [.. users.Select(user => Token(user, role, credentials))], Convert.ToBase64String(key));
    }

    private static string Request(Guid user, string token) =>
        $"GET /api/tickets/user/{user} HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nAuthorization: Bearer {token}\r\n\r\n";

    private static string Token(Guid user, string role, SigningCredentials credentials)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = "ticketplatform-dev",
                Audience = "ticketplatform",
                Subject = new ClaimsIdentity([new("sub", user.ToString()), new("role", role)]),
                IssuedAt = now,
                NotBefore = now,
                Expires = now + Lifetime,
                SigningCredentials = credentials,
            }
        );
    }
}
