using System.Buffers.Text;
using System.Text;
using TicketPlatform.Dev;

namespace TicketPlatform.Benchmarks.Load;

/// <summary>Reads no more of an HTTP/1.1 answer than tells whether it is complete and good.</summary>
internal static class HttpAnswer
{
    private static ReadOnlySpan<byte> LastChunk => "\r\n0\r\n\r\n"u8;

    /// <summary>The bytes of the body, as sent; null while more must come.</summary>
    /// <exception cref="CommandFailedException">It is not a 200 with a body.</exception>
    public static int? CompleteBody(ReadOnlySpan<byte> received)
    {
        var end = received.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return null;
        var head = received[..(end + 2)];
        var body = received[(end + 4)..];
        if (!head.StartsWith("HTTP/1.1 200 "u8))
            throw new CommandFailedException($"an answer is not a 200: {Encoding.UTF8.GetString(received)}");
        if (!IsComplete(head, body))
            return null;
        return body.Length > LastChunk.Length ? body.Length : throw new CommandFailedException("an answer has an empty body");
    }

    private static bool IsComplete(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        var length = "\r\nContent-Length: "u8;
        var at = head.IndexOf(length);
        if (at >= 0 && Utf8Parser.TryParse(head[(at + length.Length)..], out int announced, out _))
            return body.Length >= announced;
        if (head.IndexOf("\r\nTransfer-Encoding: chunked\r\n"u8) < 0)
            throw new CommandFailedException("an answer has neither a length nor chunks");
        // JSON escapes line ends, so this cannot stand inside a chunk.
        return body.EndsWith(LastChunk);
    }
}
