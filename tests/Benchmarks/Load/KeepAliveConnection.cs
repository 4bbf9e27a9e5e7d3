using System.Net;
using System.Net.Sockets;
using TicketPlatform.Dev;

namespace TicketPlatform.Benchmarks.Load;

/// <summary>One client that asks, waits for the whole answer and asks again, on one connection.</summary>
internal sealed class KeepAliveConnection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _received = new byte[64 * 1024];

    public async Task ConnectAsync(Uri target, CancellationToken cancellationToken) =>
        await _socket.ConnectAsync(IPAddress.Parse(target.Host), target.Port, cancellationToken);

    /// <summary>Sends a request and reads its answer; returns the length of the body in bytes.</summary>
    public async ValueTask<int> ExchangeAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        await _socket.SendAsync(request, cancellationToken);
        for (var length = 0; ; )
        {
            if (length == _received.Length)
                Array.Resize(ref _received, length * 2);
            var count = await _socket.ReceiveAsync(_received.AsMemory(length), cancellationToken);
            if (count == 0)
                throw new CommandFailedException("a connection was closed in the middle of the measurement");
            length += count;
            if (HttpAnswer.CompleteBody(_received.AsSpan(0, length)) is { } body)
                return body;
        }
    }

    public void Dispose() => _socket.Dispose();
}
