using System.Net;
using System.Net.Sockets;

namespace TicketPlatform.Testing;

/// <summary>Ports on the loopback interface.</summary>
public static class FreePort
{
    /// <summary>A port nobody listens on at this moment. Somebody else may take it before the caller does.</summary>
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Whether a server could listen on this port now.</summary>
    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
