using System.Diagnostics;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Cluster;

/// <summary>Sends a node's records as the node's own delivery does: in order, some in flight, and again from the newest acknowledgement on.</summary>
internal sealed class PersistentSender(MqttPeer peer, TestNode node, IReadOnlyList<byte[]> records)
{
    private const int InFlightMax = 16;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan ResendAfter = TimeSpan.FromSeconds(3);

    /// <summary>Highest number that an acknowledgement of the supervisor has confirmed.</summary>
    public long Confirmed { get; private set; }

    /// <summary>Sends until all are confirmed.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        await peer.SubscribeAsync(node.Topics.Acknowledgement);
        int next = 1;
        Stopwatch quiet = Stopwatch.StartNew();
        using PeriodicTimer look = new(LookEvery);
        while (Confirmed < records.Count)
        {
            long confirmed = Acknowledged.Newest(peer, node);
            if (confirmed > Confirmed)
            {
                Confirmed = confirmed;
                quiet.Restart();
            }

            if (quiet.Elapsed > ResendAfter)
            {
                next = (int)Confirmed + 1;
                quiet.Restart();
            }

            if (next <= records.Count && next <= Confirmed + InFlightMax)
            {
                await peer.PublishAsync(node.Topics.Journal, records[next - 1]);
                next++;
            }
            else
            {
                await look.WaitForNextTickAsync(cancel);
            }
        }
    }
}
