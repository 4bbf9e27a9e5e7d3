using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace TicketPlatform.Domain.Kernel;

/// <summary>
/// The opaque continuation of a list: the sort keys of the last row shown, bound by a checksum to the question
/// it continues. It opens nothing by itself, so it is not secret; a changed or foreign one is refused.
/// </summary>
public static class PageCursor
{
    private const int ChecksumBytes = 8;
    private const char Separator = '\u001f';

    /// <summary>Writes the keys of the last row of a page.</summary>
    /// <param name="question">Everything that must not change between two pages: list, filters, sorting.</param>
    /// <param name="keys">The sort keys, in order.</param>
    public static string Write(string question, params ReadOnlySpan<string> keys)
    {
        var payload = Encoding.UTF8.GetBytes(string.Join(Separator, keys!));
        return Base64Url.EncodeToString([.. Checksum(question, payload), .. payload]);
    }

    /// <summary>Reads the keys back; null for anything that <see cref="Write"/> did not make for this question.</summary>
    public static string[]? Read(string question, string cursor, int keys)
    {
        if (cursor.Length > 1_000 || !Base64Url.IsValid(cursor))
            return null;
        var bytes = Base64Url.DecodeFromChars(cursor);
        if (bytes.Length < ChecksumBytes)
            return null;
        var payload = bytes.AsSpan(ChecksumBytes).ToArray();
        if (!bytes.AsSpan(0, ChecksumBytes).SequenceEqual(Checksum(question, payload)))
            return null;
        var values = Encoding.UTF8.GetString(payload).Split(Separator);
        return values.Length == keys ? values : null;
    }

    private static byte[] Checksum(string question, byte[] payload) =>
        SHA256.HashData([.. Encoding.UTF8.GetBytes(question), 0, .. payload])[..ChecksumBytes];
}
