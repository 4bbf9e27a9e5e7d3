using System.Security.Cryptography;

namespace TicketPlatform.ZendeskSimulator.Delivery;

/// <summary>Signs deliveries as Zendesk does: over the timestamp as it is sent and the body's bytes, with the secret as text.</summary>
internal static class Signature
{
    /// <summary>Signs test deliveries of webhooks that were not saved yet.</summary>
    public const string TestSecret = "dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==";

    private const int SecretBytes = 32;

    public static string Of(string secret, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.ASCII.GetBytes(timestamp));
        hash.AppendData(body);
        return Convert.ToBase64String(hash.GetHashAndReset());
    }

    public static string NewSecret() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));
}
