using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;
using Orleans.Serialization;
using Wugang.Supervisor.Server.Views;

namespace Wugang.Supervisor.Server.Hosting;

/// <summary>How the grains of this server find those of others: alone by default, by a table in PostgreSQL where there are several.</summary>
internal static class Cluster
{
    private const string Name = "wugang";

    // A server that does not answer is given up after about so long, and its nodes begin anew elsewhere.
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(2);
    private const int MissedProbesMax = 2;

    // Long beside what a commit takes, short beside a minute: what has no answer by then is asked again, wherever the grain is now.
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(10);

    public static void Configure(ISiloBuilder silo, SupervisorOptions options)
    {
        int port = options.SiloPort != 0 ? options.SiloPort : TakeFreePort(options.SiloAddress);
        if (options.ClusterDatabase is { } database)
        {
            silo.Services.AddSingleton<IMembershipTable>(_ => new PostgresMembership(database, Name));

            // Decision 29. Nodes of a server that is gone begin anew at once: Orleans would wait half a minute for it to know that it is, and what it
            // stores until then the ledger refuses.
#pragma warning disable ORLEANSEXP003 // Said to be experimental.
            silo.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003
            silo.Configure<GrainDirectoryOptions>(directory => directory.RangeLeaseDuration = TimeSpan.Zero);
            silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (Name, Name));
            silo.Configure<ClusterMembershipOptions>(membership =>
            {
                membership.ProbeTimeout = ProbeTimeout;
                membership.NumMissedProbesLimit = MissedProbesMax;
                membership.TableRefreshTimeout = TimeSpan.FromSeconds(5);
                membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(10);
            });
            silo.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = AnswerTimeout);
            silo.Configure<SiloOptions>(one => one.SiloName = options.ServerName);
            silo.ConfigureEndpoints(options.SiloAddress, port, gatewayPort: 0, listenOnAnyHostAddress: false);
        }
        else
        {
            silo.UseLocalhostClustering(port, gatewayPort: 0, new IPEndPoint(IPAddress.Loopback, port), Name, Name);
        }

        // What grains tell one another is spelt as for everybody else.
        silo.Services.AddSerializer(serializer => serializer.AddJsonSerializer(
            type => type.Namespace?.StartsWith("Wugang.", StringComparison.Ordinal) == true, StatusViews.Json));
    }

    private static int TakeFreePort(IPAddress address)
    {
        using TcpListener listener = new(address, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
