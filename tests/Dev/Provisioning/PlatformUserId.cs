using System.Security.Cryptography;
using System.Text;

namespace TicketPlatform.Dev.Provisioning;

/// <summary>Demo users keep their uuid over runs because it is computed from their address.</summary>
internal static class PlatformUserId
{
    /// <summary>A version 4 uuid; upper and lower case make no difference.</summary>
    public static Guid Of(string email)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(email.ToLowerInvariant()))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new(bytes, bigEndian: true);
    }
}
