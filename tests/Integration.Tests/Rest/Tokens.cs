using System.Security.Claims;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace TicketPlatform.Integration.Tests.Rest;

/// <summary>Tokens as <c>./dev token</c> signs them, and wrong ones.</summary>
internal static class Tokens
{
    public const string SigningKey = "a-key-of-at-least-thirty-two-bytes!";

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>A token that is valid for an hour.</summary>
    public static string Of(string subject, TimeProvider time, params string[] roles) =>
        Sign(subject, time.GetUtcNow().AddHours(1), roles: roles);

    public static string Sign(
        string subject,
        DateTimeOffset expires,
        string key = SigningKey,
        string issuer = "ticketplatform-dev",
        string audience = "ticketplatform",
        DateTimeOffset? notBefore = null,
        string? name = null,
        params string[] roles
    ) =>
        Handler.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = issuer,
                Audience = audience,
                Subject = new ClaimsIdentity([
                    new("sub", subject),
                    .. name is null ? Array.Empty<Claim>() : [new("name", name)],
                    .. roles.Select(role => new Claim("role", role)),
                ]),
                NotBefore = notBefore?.UtcDateTime,
                Expires = expires.UtcDateTime,
                SigningCredentials = new(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(key)), SecurityAlgorithms.HmacSha256),
            }
        );

    /// <summary>The claims of a token, unsigned: the oldest forgery there is.</summary>
    public static string Unsigned(string token) => $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{token.Split('.')[1]}.";
}
