using System.Buffers;
using System.Security.Cryptography;

namespace TicketPlatform.Infrastructure.Zendesk;

/// <summary>A whole answer in a pooled buffer. A page of tickets is megabytes: copying it into new arrays would keep the collector busy.</summary>
internal sealed class ZendeskBody : IDisposable
{
    /// <summary>Far above any page of 1,000 tickets (bytes); what is longer is not an answer of Zendesk's.</summary>
    public const int LongestBytes = 64 * 1024 * 1024;

    private const int FirstBufferBytes = 256 * 1024;

    private byte[] _buffer;
    private int _length;

    private ZendeskBody(int capacity) => _buffer = ArrayPool<byte>.Shared.Rent(capacity);

    /// <summary>The bytes as received, after content decoding.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    /// <summary>Of <see cref="Bytes"/>, lower-case hexadecimal.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Bytes));

    /// <summary>Reads to the end. Throws <see cref="IOException"/> or <see cref="InvalidDataException"/> when it is cut off, damaged or too long.</summary>
    public static async Task<ZendeskBody> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var announced = content.Headers.ContentLength ?? FirstBufferBytes;
        var body = new ZendeskBody(announced < LongestBytes ? (int)announced + 1 : throw TooLong());
        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancellationToken);
            await body.FillAsync(stream, cancellationToken);
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _length = 0;
    }

    private async Task FillAsync(Stream stream, CancellationToken cancellationToken)
    {
        int read;
        while ((read = await stream.ReadAsync(_buffer.AsMemory(_length), cancellationToken)) > 0)
        {
            _length += read;
            if (_length >= LongestBytes)
                throw TooLong();
            if (_length == _buffer.Length)
                Grow();
        }
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        Bytes.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    private static InvalidDataException TooLong() => new($"The answer is longer than {LongestBytes} bytes.");
}
