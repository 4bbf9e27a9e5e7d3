using System.Text;

namespace TicketPlatform.Benchmarks.Webhooks;

/// <summary>Makes of the bytes of a request what <see cref="HttpClient"/> sends, for deliveries outside the closed loop.</summary>
internal static class EventDelivery
{
    public static HttpRequestMessage Message(byte[] request)
    {
        var end = request.AsSpan().IndexOf("\r\n\r\n"u8);
        var lines = Encoding.ASCII.GetString(request, 0, end).Split("\r\n");
        var message = new HttpRequestMessage(HttpMethod.Post, new Uri(lines[0].Split(' ')[1], UriKind.Relative))
        {
            Content = new ByteArrayContent(request[(end + 4)..]),
        };
        foreach (var line in lines.Skip(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var (name, value) = (line[..colon], line[(colon + 2)..]);
            if (!message.Headers.TryAddWithoutValidation(name, value))
                message.Content.Headers.TryAddWithoutValidation(name, value);
        }
        return message;
    }
}
