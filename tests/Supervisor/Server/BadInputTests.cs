using System.Text;
using System.Text.Json;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Records;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Server;

/// <summary>What is not believed is counted by reason, shown and kept, and disturbs nothing else.</summary>
[TestClass]
public class BadInputTests
{
    [TestMethod]
    public async Task EveryKindOfBadInputIsCountedAndDisturbsNothing()
    {
        TestNode node = new();
        TestNode other = new("02");
        await using TestTownship town = await new TestTownship(node, other).StartAsync();
        await using MqttPeer intruder = await town.ConnectAsync(TestTownship.Intruder);
        byte[] boot = node.Started(("gate", "door"));
        await intruder.PublishAsync(node.Topics.Journal, boot);
        Dictionary<string, (string Topic, byte[] Bytes)> bad = MakeBadInput(node, other, boot);

        foreach ((string topic, byte[] bytes) in bad.Values)
        {
            await intruder.PublishAsync(topic, bytes);
        }

        await Eventually.IsTrueAsync(
            async () => (await town.Supervisor.GetRejectionsAsync()).Values.Sum() == bad.Count, "all are counted");
        IReadOnlyDictionary<string, long> counted = await town.Supervisor.GetRejectionsAsync();
        CollectionAssert.AreEquivalent(bad.Keys.ToArray(), counted.Keys.ToArray());
        Assert.IsTrue(counted.Values.All(count => count == 1));
        string metrics = await town.Supervisor.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        foreach (string reason in bad.Keys)
        {
            Assert.Contains($"reason=\"{reason}\"}} ", metrics);
        }

        using LedgerFile ledger = town.OpenLedger();
        Assert.AreEqual(bad.Count, ledger.Count("quarantine"));
        Assert.AreEqual(1, ledger.Count("record"));
        await intruder.PublishAsync(other.Topics.Journal, other.Started(("hall", "door")));
        await intruder.PublishAsync(node.Topics.Journal, node.Door("gate", isOpen: true));
        await Eventually.IsTrueAsync(() => ledger.Count("record") == 3, "the next good ones are stored");
        JsonElement rejected = (await town.Supervisor.GetNodeAsync(node.Id.Value)).GetProperty("rejected");
        Assert.IsGreaterThan(5, rejected.GetInt64());
    }

    private static Dictionary<string, (string Topic, byte[] Bytes)> MakeBadInput(TestNode node, TestNode other, byte[] boot)
    {
        TestNode forger = node.Successor(secret: 9);
        TestNode stranger = new("77");
        TestNode elsewhere = new(node.Id.Node);
        TestNode future = node.Successor();
        future.Time = ClockReading.At(DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeMilliseconds(), 40, ClockQuality.Sync);
        TestNode ahead = node.Successor();
        ahead.Door("gate", isOpen: true);
        byte[] tampered = [.. node.Successor().Door("gate", isOpen: true)];
        tampered[tampered.AsSpan().IndexOf("active"u8)] = (byte)'A';
        string journal = node.Topics.Journal;
        return new Dictionary<string, (string Topic, byte[] Bytes)>
        {
            ["too_large"] = (journal, new byte[Limits.MaxRecordBytes + 1]),
            ["not_json"] = (journal, "hello"u8.ToArray()),
            ["not_canonical"] = (journal, Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(boot).Replace(",", ", ", StringComparison.Ordinal))),
            ["bad_member"] = (journal, "{\"boot\":1}"u8.ToArray()),
            ["unknown_version"] = (journal, Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(boot).Replace("\"v\":1", "\"v\":2", StringComparison.Ordinal))),
            ["unknown_topic"] = ("safety/v1/410481001/0007/ab/journal", boot),
            ["unknown_node"] = (stranger.Topics.Journal, stranger.Started()),
            ["wrong_topic"] = (other.Topics.Journal, boot),
            ["unknown_key"] = (journal, node.Successor(keyId: "2").Door("gate", isOpen: true)),
            ["bad_signature"] = (journal, forger.Door("gate", isOpen: true)),
            ["sequence_reused"] = (journal, elsewhere.Started(("back", "door"))),
            ["sequence_gap"] = (journal, ahead.Door("gate", isOpen: false)),
            ["broken_chain"] = (journal, AfterAnotherRecord(node)),
            ["time_in_future"] = (node.Topics.State, future.Heartbeat()),
        };
    }

    /// <summary>A record with the next number whose link is to a record that was never sent.</summary>
    private static byte[] AfterAnotherRecord(TestNode node)
    {
        TestNode elsewhere = new(node.Id.Node);
        elsewhere.Started(("never", "sent"));
        return elsewhere.Door("gate", isOpen: true);
    }

    [TestMethod]
    public async Task AnOldHeartbeatIsAReplay()
    {
        TestNode node = new();
        await using TestTownship town = await new TestTownship(node).StartAsync();
        await using MqttPeer intruder = await town.ConnectAsync(TestTownship.Intruder);
        byte[] old = node.Heartbeat();
        byte[] newer = node.Heartbeat();
        await intruder.PublishAsync(node.Topics.State, old);
        await intruder.PublishAsync(node.Topics.State, newer);

        await intruder.PublishAsync(node.Topics.State, old);

        await Eventually.IsTrueAsync(
            async () => (await town.Supervisor.GetRejectionsAsync()).GetValueOrDefault("replayed") == 1, "it is counted");
    }
}
