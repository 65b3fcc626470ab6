using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;
using Orleans.Serialization;
using Wugang.Supervisor.Server.Views;

namespace Wugang.Supervisor.Server;

/// <summary>How the grains of this server find those of others: alone by default.</summary>
internal static class Cluster
{
    private const string Name = "wugang";

    public static void Configure(ISiloBuilder silo, SupervisorOptions options)
    {
        int port = options.SiloPort != 0 ? options.SiloPort : TakeFreePort();
        silo.UseLocalhostClustering(port, gatewayPort: 0, new IPEndPoint(IPAddress.Loopback, port), Name, Name);

        // What grains tell one another is spelt as for everybody else.
        silo.Services.AddSerializer(serializer => serializer.AddJsonSerializer(
            type => type.Namespace?.StartsWith("Wugang.", StringComparison.Ordinal) == true, StatusViews.Json));
    }

    private static int TakeFreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
