using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using TicketPlatform.Application.Webhooks;

namespace TicketPlatform.Infrastructure.Zendesk;

/// <summary>
/// Zendesk signs the text of the timestamp followed by the raw body with HMAC-SHA256. The secret looks like base64, but its
/// characters are the key. Several secrets may be valid at once, so that one can be replaced without losing an event.
/// </summary>
internal sealed class WebhookSignatures(IOptions<ZendeskOptions> options, TimeProvider time) : IWebhookSignatures
{
    /// <summary>How far the timestamp may be from our clock, both ways.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly byte[][] _secrets =
    [
        .. options.Value.WebhookSecrets.Where(secret => !string.IsNullOrWhiteSpace(secret)).Select(Encoding.UTF8.GetBytes),
    ];

    public SignatureVerdict Check(WebhookDelivery delivery)
    {
        if (_secrets.Length == 0)
            return SignatureVerdict.NoSecret;
        if (string.IsNullOrEmpty(delivery.Signature) || string.IsNullOrEmpty(delivery.SignedAt))
            return SignatureVerdict.Missing;
        if (!IsCurrent(delivery.SignedAt))
            return SignatureVerdict.OutOfTime;

        Span<byte> given = stackalloc byte[SHA256.HashSizeInBytes];
        // One byte more than a signature, so that a longer text is not taken for one.
        Span<byte> decoded = stackalloc byte[SHA256.HashSizeInBytes + 1];
        if (!Convert.TryFromBase64String(delivery.Signature, decoded, out var length) || length != given.Length)
            return SignatureVerdict.Wrong;
        decoded[..length].CopyTo(given);

        var genuine = false;
        foreach (var secret in _secrets) // all of them, so that the time tells nothing
            genuine |= CryptographicOperations.FixedTimeEquals(Sign(secret, delivery), given);
        return genuine ? SignatureVerdict.Genuine : SignatureVerdict.Wrong;
    }

    private bool IsCurrent(string signedAt) =>
        DateTimeOffset.TryParse(signedAt, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
        && (time.GetUtcNow() - at).Duration() <= Window;

    private static byte[] Sign(byte[] secret, WebhookDelivery delivery)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hash.AppendData(Encoding.UTF8.GetBytes(delivery.SignedAt!));
        hash.AppendData(delivery.Body.Span);
        return hash.GetHashAndReset();
    }
}
