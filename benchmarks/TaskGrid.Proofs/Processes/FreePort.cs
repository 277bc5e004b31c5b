using System.Net;
using System.Net.Sockets;

namespace TaskGrid.Proofs.Processes;

/// <summary>A port for a server that is started again and again at the same address.</summary>
internal static class FreePort
{
    /// <summary>A port that nobody listens at now.</summary>
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
