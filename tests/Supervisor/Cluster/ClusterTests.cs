using System.Text.Json;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Ledger;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Cluster;

/// <summary>Three servers, PostgreSQL and mosquitto: what is acknowledged is stored once, whatever becomes of one of them.</summary>
[TestClass]
public class ClusterTests
{
    private const int NodeCount = 12;
    private const int RecordCount = 120;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [TestMethod]
    public async Task OneOfThreeServersIsKilledAndEveryAcknowledgedRecordIsThereOnce()
    {
        TestNode[] nodes = [.. Enumerable.Range(1, NodeCount).Select(i => new TestNode($"{i:00}", secret: (byte)i))];
        byte[][][] records = [.. nodes.Select(node => Speak(node).ToArray())];
        await using TestCluster cluster = await new TestCluster(nodes).StartAsync(servers: 3);
        MqttPeer[] peers = await Task.WhenAll(nodes.Select(node => cluster.ConnectAsync(node.Id.Value)));
        PersistentSender[] senders = [.. nodes.Select((node, i) => new PersistentSender(peers[i], node, records[i]))];
        using CancellationTokenSource limit = new(Patience);
        Task load = Task.WhenAll(senders.Select(sender => sender.RunAsync(limit.Token)));

        await Eventually.IsTrueAsync(() => senders.All(sender => sender.Confirmed > RecordCount / 4), "the load is on");
        await cluster.Servers[1].KillAsync();
        Assert.IsTrue(senders.Any(sender => sender.Confirmed < RecordCount), "It was killed in the middle of the load.");
        using ILedgerStore ledger = cluster.OpenLedger();
        foreach ((PersistentSender sender, TestNode node) in senders.Zip(nodes))
        {
            Assert.IsGreaterThanOrEqualTo(sender.Confirmed, ledger.ReadRecords(node.Id.Value, 1).Count());
        }

        try
        {
            await load;
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"Confirmed: {string.Join(' ', senders.Select(sender => sender.Confirmed))}\n" +
                $"Stored: {string.Join(' ', nodes.Select(node => ledger.ReadRecords(node.Id.Value, 1).Count()))}\n{string.Join('\n', cluster.Servers.Select(server => server.Log))}");
        }

        Assert.AreEqual(NodeCount * RecordCount, ledger.CountRecords());
        foreach ((TestNode node, byte[][] sent) in nodes.Zip(records))
        {
            CollectionAssert.AreEqual(
                sent.Select(Convert.ToHexString).ToArray(),
                ledger.ReadRecords(node.Id.Value, 1).Select(entry => Convert.ToHexString(entry.Record.Bytes)).ToArray());
        }

        ServerProcess[] alive = [cluster.Servers[0], cluster.Servers[2], await cluster.AddServerAsync("server-3")];
        string all = string.Join(' ', nodes.Select(_ => RecordCount));
        await Eventually.ReadsAsync(
            string.Join('\n', alive.Select(_ => all)),
            async () => string.Join('\n', await Task.WhenAll(alive.Select(ReadShownAsync))),
            "every server shows all of it");

        await Task.WhenAll(peers.Select(peer => peer.DisposeAsync().AsTask()));
    }

    [TestMethod]
    public async Task ARecordAheadOfItsTurnHoldsUpNeitherTheOneBeforeItNorAnybodyElse()
    {
        TestNode[] nodes = [new TestNode("01", secret: 1), new TestNode("02", secret: 2)];
        await using TestCluster cluster = await new TestCluster(nodes).StartAsync(servers: 1);
        byte[] started = nodes[0].Started(("gate", "door"));
        byte[] door = nodes[0].Door("gate", isOpen: true);
        await using MqttPeer peer = await cluster.ConnectAsync(nodes[0].Id.Value);
        await using MqttPeer other = await cluster.ConnectAsync(nodes[1].Id.Value);
        using ILedgerStore ledger = cluster.OpenLedger();

        await peer.PublishAsync(nodes[0].Topics.Journal, door);
        await other.PublishAsync(nodes[1].Topics.Journal, nodes[1].Started(("gate", "door")));
        await Eventually.IsTrueAsync(() => ledger.CountRecords() == 1, "the other node's record is stored while the door's waits");
        await peer.PublishAsync(nodes[0].Topics.Journal, started);

        // Had it been judged alone it would have been refused, and nobody sends it again here.
        await Eventually.IsTrueAsync(() => ledger.ReadRecords(nodes[0].Id.Value, 1).Count() == 2, "both are stored");
    }

    [TestMethod]
    public async Task ANodeOfAKilledServerIsProtectedAsBefore()
    {
        ClockReading now = ClockReading.At(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), 40, ClockQuality.Sync);
        TestNode[] nodes = [.. Enumerable.Range(1, 8).Select(i => new TestNode($"{i:00}", secret: (byte)i) { Time = now })];
        await using TestCluster cluster = await new TestCluster(nodes).StartAsync(servers: 2);
        MqttPeer[] peers = await Task.WhenAll(nodes.Select(node => cluster.ConnectAsync(node.Id.Value)));
        foreach ((MqttPeer peer, TestNode node) in peers.Zip(nodes))
        {
            await peer.PublishAsync(node.Topics.Journal, node.Started(("gate", "door"), ("hall_panic", "panic")));
            await peer.PublishAsync(node.Topics.Online, node.Notice(1, isOnline: true), isRetained: true);
            await peer.PublishAsync(node.Topics.State, node.Heartbeat());
        }

        await ShowsAsync(cluster.Servers[0], nodes, "1 protected");
        await cluster.Servers[1].KillAsync();
        foreach ((MqttPeer peer, TestNode node) in peers.Zip(nodes))
        {
            await peer.PublishAsync(node.Topics.Journal, node.Door("gate", isOpen: true));
        }

        await ShowsAsync(cluster.Servers[0], nodes, "2 protected");
        await Task.WhenAll(peers.Select(peer => peer.DisposeAsync().AsTask()));
    }

    private static Task ShowsAsync(ServerProcess server, TestNode[] nodes, string each)
    {
        return Eventually.ReadsAsync(
            string.Join(", ", nodes.Select(_ => each)),
            async () => string.Join(", ", ReadNodes(await server.GetAsync("/api/v1/facilities")).Select(
                node => $"{node.GetProperty("journal").GetProperty("stored_seq")} {node.GetProperty("verdict").GetProperty("state")}")),
            "how far each node is stored, and whether it is protected");
    }

    private static IEnumerable<JsonElement> ReadNodes(JsonElement status)
    {
        return status.GetProperty("facilities").EnumerateArray().SelectMany(facility => facility.GetProperty("nodes").EnumerateArray());
    }

    private static IEnumerable<byte[]> Speak(TestNode node)
    {
        yield return node.Started(("gate", "door"));
        for (int i = 1; i < RecordCount; i++)
        {
            yield return node.Door("gate", isOpen: i % 2 == 0);
        }
    }

    /// <summary>How far a server shows each node's journal as stored.</summary>
    private static async Task<string> ReadShownAsync(ServerProcess server)
    {
        return string.Join(' ', ReadNodes(await server.GetAsync("/api/v1/facilities"))
            .Select(node => node.GetProperty("journal").GetProperty("stored_seq").GetInt64()));
    }
}
