using System.Net;
using System.Net.Sockets;

namespace Wugang.Tests.Benchmarks;

/// <summary>TCP ports for brokers that must be told theirs.</summary>
internal static class FreePort
{
    /// <summary>A port of 127.0.0.1 that nobody listened to a moment ago.</summary>
    public static int Find()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
