using System.Net;
using System.Net.Sockets;

namespace TicketPlatform.Testing;

/// <summary>
/// The way from one node to PostgreSQL. It can be cut at any message, before the server has read it or after, as the death of a process does: no
/// statement follows, nobody hears the answer, and the server rolls back what was not committed.
/// </summary>
public sealed class DatabaseLine : IAsyncDisposable
{
    private const int BufferBytes = 64 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _serverPort;
    private readonly Lock _gate = new();
    private readonly HashSet<Socket> _ends = [];
    private readonly Task _accepting;
    private int _messagesLeft;
    private bool _isRead;
    private bool _isAwaitingAnswer;

    /// <param name="serverPort">Of PostgreSQL on this machine.</param>
    public DatabaseLine(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where the node finds PostgreSQL.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Whether the process at its end is dead.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Arms the cut.</summary>
    /// <param name="messages">How many more go through.</param>
    /// <param name="isRead">Whether the server still acts on the one that is cut off.</param>
    public void CutAfter(int messages, bool isRead)
    {
        lock (_gate)
            (_messagesLeft, _isRead) = (messages, isRead);
    }

    /// <summary>Lets a new process connect.</summary>
    public void Mend()
    {
        lock (_gate)
            (IsCut, _messagesLeft, _isAwaitingAnswer) = (false, 0, false);
    }

    /// <summary>Cuts it at once.</summary>
    public void Cut()
    {
        lock (_gate)
        {
            IsCut = true;
            foreach (var end in _ends)
                end.Dispose();
            _ends.Clear();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        Cut();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task AcceptAsync()
    {
        while (true)
            _ = ConnectAsync(await _listener.AcceptSocketAsync());
    }

    private async Task ConnectAsync(Socket node)
    {
        var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        node.NoDelay = true;
        try
        {
            if (!Hold(node, server))
                return;
            await server.ConnectAsync(IPAddress.Loopback, _serverPort);
            await Task.WhenAny(CarryAsync(node, server, IsLastQuestion), CarryAsync(server, node, IsLostAnswer));
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
        {
            // A server that is down refuses, which the node notices by the end of its connection.
        }
        finally
        {
            Release(node, server);
        }
    }

    private async Task CarryAsync(Socket from, Socket to, Func<Carried> fate)
    {
        var buffer = new byte[BufferBytes];
        try
        {
            for (int read; (read = await from.ReceiveAsync(buffer)) > 0; )
            {
                var carried = fate();
                if (carried != Carried.Dropped)
                    for (var sent = 0; sent < read; )
                        sent += await to.SendAsync(buffer.AsMemory(sent, read - sent));
                if (carried == Carried.Dropped)
                    Cut();
            }
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
        {
            // One end is gone; the other follows.
        }
    }

    private Carried IsLastQuestion()
    {
        lock (_gate)
        {
            if (_messagesLeft == 0 || --_messagesLeft > 0)
                return Carried.Whole;
            _isAwaitingAnswer = _isRead;
            return _isRead ? Carried.Whole : Carried.Dropped;
        }
    }

    private Carried IsLostAnswer()
    {
        lock (_gate)
            return _isAwaitingAnswer ? Carried.Dropped : Carried.Whole;
    }

    private bool Hold(Socket node, Socket server)
    {
        lock (_gate)
            return !IsCut && _ends.Add(node) && _ends.Add(server);
    }

    private void Release(Socket node, Socket server)
    {
        lock (_gate)
        {
            _ends.Remove(node);
            _ends.Remove(server);
        }
        node.Dispose();
        server.Dispose();
    }

    private enum Carried
    {
        Whole,
        Dropped,
    }
}
