using System.Text;
using Microsoft.Extensions.Options;

namespace TicketPlatform.WebApi.Authentication;

/// <summary>Whose tokens are believed: an OpenID Connect authority's, or those signed with a key of our own.</summary>
/// <param name="Authority">The issuer's address; null where a key is used.</param>
/// <param name="Audience">Whom a token must be meant for.</param>
/// <param name="SigningKey">The symmetric key, at least 32 bytes; null where an authority is used.</param>
internal sealed record AuthSettings(string? Authority, string Audience, byte[]? SigningKey)
{
    /// <summary>The issuer of tokens that are signed with <see cref="SigningKey"/>.</summary>
    public const string DevelopmentIssuer = "ticketplatform-dev";

    private const string DefaultAudience = "ticketplatform";
    private const int ShortestKey = 32;

    /// <summary>Reads the section <c>Auth</c>. Throws <see cref="OptionsValidationException"/> that names what to set.</summary>
    public static AuthSettings Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var section = configuration.GetSection("Auth");
        var (authority, audience, key) = (Text(section["Authority"]), Text(section["Audience"]), Text(section["SigningKey"]));
        if (authority is null && key is null)
            throw Unusable("Set Auth__Authority and Auth__Audience (or Auth__SigningKey for development).");
        if (authority is not null && key is not null)
            throw Unusable("Set either Auth__Authority or Auth__SigningKey, not both.");
        if (authority is not null)
            return new AuthSettings(authority, audience ?? throw Unusable("Set Auth__Audience beside Auth__Authority."), null);

        if (environment.IsProduction() && !section.GetValue("AllowSigningKey", defaultValue: false))
            throw Unusable("Auth__SigningKey is for development: set Auth__Authority and Auth__Audience, or Auth__AllowSigningKey=true.");
        return new AuthSettings(null, audience ?? DefaultAudience, KeyOf(key!));
    }

    /// <summary>Base64 of at least 32 bytes, else the text's own bytes.</summary>
    internal static byte[] KeyOf(string text)
    {
        var decoded = new byte[text.Length];
        if (Convert.TryFromBase64String(text, decoded, out var length) && length >= ShortestKey)
            return decoded[..length];
        var bytes = Encoding.UTF8.GetBytes(text);
        return bytes.Length >= ShortestKey ? bytes : throw Unusable($"Auth__SigningKey must hold at least {ShortestKey} bytes.");
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    private static OptionsValidationException Unusable(string line) => new("Auth", typeof(AuthSettings), [line]);
}
