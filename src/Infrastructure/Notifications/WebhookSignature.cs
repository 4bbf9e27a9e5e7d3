using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TicketPlatform.Infrastructure.Notifications;

/// <summary>Signs as the Standard Webhooks specification says: HMAC-SHA256 over id, timestamp and body, joined by dots.</summary>
internal static class WebhookSignature
{
    private const string Prefix = "whsec_";

    /// <summary>The header for one or more keys; a receiver accepts the message when one of them fits.</summary>
    public static string Of(string id, DateTimeOffset at, ReadOnlySpan<byte> body, IEnumerable<byte[]> keys)
    {
        var seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{seconds}."), .. body];
        return string.Join(' ', keys.Select(key => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}"));
    }

    /// <summary>The key in a secret such as <c>whsec_MfKQ9r8G...</c>; null unless it holds the 24 to 64 bytes that the specification asks for.</summary>
    public static byte[]? KeyIn(string secret)
    {
        var bytes = new byte[128];
        return
            secret.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(secret[Prefix.Length..], bytes, out var length)
            && length is >= 24 and <= 64
            ? bytes[..length]
            : null;
    }
}
