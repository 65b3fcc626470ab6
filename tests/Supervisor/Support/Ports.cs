using System.Net;
using System.Net.Sockets;

namespace Wugang.Tests.Supervisor.Support;

/// <summary>TCP ports for brokers that must be told theirs.</summary>
internal static class Ports
{
    private static readonly Lock Gate = new();
    private static readonly HashSet<int> Given = [];

    /// <summary>A port that nobody listened to a moment ago, and that no other test of this process gets.</summary>
    public static int TakeFree()
    {
        lock (Gate)
        {
            int port;
            do
            {
                using TcpListener listener = new(IPAddress.Loopback, 0);
                listener.Start();
                port = ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            while (!Given.Add(port));

            return port;
        }
    }
}
