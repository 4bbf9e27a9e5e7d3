using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TicketPlatform.Dev.Local;

namespace TicketPlatform.Dev.Tokens;

/// <summary>Signs tokens that an API in development accepts; production trusts an authority instead of a key.</summary>
internal static class DevTokens
{
    public const string Issuer = "ticketplatform-dev";
    public const string Audience = "ticketplatform";

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>The key in base64, as <c>Auth__SigningKey</c> takes it.</summary>
    public static string SigningKey => SecretFile.Read(LocalFiles.SigningKey);

    public static string ForUser(Guid id, TimeSpan lifetime) => Sign(SigningKey, id.ToString(), "user", lifetime, TimeProvider.System);

    /// <summary>A token for an operator: <c>support</c> or <c>admin</c>.</summary>
    public static string ForRole(string role, TimeSpan lifetime) => Sign(SigningKey, $"dev-{role}", role, lifetime, TimeProvider.System);

    internal static string Sign(string key, string subject, string role, TimeSpan lifetime, TimeProvider time)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return Handler.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = Issuer,
                Audience = Audience,
                Subject = new ClaimsIdentity([new("sub", subject), new("role", role)]),
                IssuedAt = now,
                Expires = now + lifetime,
                SigningCredentials = new(new SymmetricSecurityKey(Convert.FromBase64String(key)), SecurityAlgorithms.HmacSha256),
            }
        );
    }
}
