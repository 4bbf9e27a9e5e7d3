using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace TicketPlatform.WebApi.Authentication;

/// <summary>
/// The secret with which a monitoring system reads the metrics: it has no person's token, and where it stands in the network proves
/// nothing behind a proxy.
/// </summary>
internal sealed class ScrapeToken
{
    private const string Setting = "Monitoring__MetricsToken";
    private const int Shortest = 16;

    private readonly byte[] _hash;

    private ScrapeToken(string token) => _hash = Hash($"Bearer {token}");

    /// <summary>The one that is set, if any. Throws <see cref="OptionsValidationException"/> for one that can be guessed.</summary>
    public static ScrapeToken? Read(IConfiguration configuration)
    {
        var token = configuration["Monitoring:MetricsToken"];
        if (string.IsNullOrWhiteSpace(token))
            return null;
        return token.Length >= Shortest
            ? new ScrapeToken(token)
            : throw new OptionsValidationException(
                "Monitoring",
                typeof(ScrapeToken),
                [$"{Setting} must hold at least {Shortest} characters."]
            );
    }

    /// <summary>Whether the request carries it.</summary>
    public bool Admits(HttpRequest request) =>
        (string?)request.Headers.Authorization is { } header && CryptographicOperations.FixedTimeEquals(Hash(header), _hash);

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
