using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Server;

[TestClass]
public class IntakeTests
{
    [TestMethod]
    public async Task AStoredRecordIsAcknowledgedRetainedAndSigned()
    {
        TestNode node = new();
        await using TestTownship town = await new TestTownship(node).StartAsync();
        await using MqttPeer peer = await town.ConnectAsync(node.Id.Value);
        await peer.SubscribeAsync(node.Topics.Acknowledgement);
        await Acknowledged.IsAsync(peer, node, 0);
        byte[] record = node.Started(("gate", "door"));

        await peer.PublishAsync(node.Topics.Journal, record);

        await Acknowledged.IsAsync(peer, node, 1);
        using (LedgerFile ledger = town.OpenLedger())
        {
            CollectionAssert.AreEqual(record, ledger.Records(node.Id).Single());
        }

        await peer.DisposeAsync();
        await using MqttPeer later = await town.ConnectAsync(node.Id.Value);
        await later.SubscribeAsync(node.Topics.Acknowledgement);
        await Acknowledged.IsAsync(later, node, 1);
    }

    [TestMethod]
    public async Task WhileTheLedgerIsLockedNothingIsAcknowledgedAndThenEachOnce()
    {
        TestNode node = new();
        await using TestTownship town = await new TestTownship(node).StartAsync();
        await using MqttPeer peer = await town.ConnectAsync(node.Id.Value);
        await peer.SubscribeAsync(node.Topics.Acknowledgement);
        await Acknowledged.IsAsync(peer, node, 0);
        using (LedgerFile ledger = town.OpenLedger())
        {
            ledger.Execute("BEGIN IMMEDIATE");
            await peer.PublishAsync(node.Topics.Journal, node.Started(("gate", "door")));
            await peer.PublishAsync(node.Topics.Journal, node.Door("gate", isOpen: true));

            await Eventually.IsTrueAsync(
                async () => await town.Supervisor.GetHealthAsync() == "failed", "the supervisor has tried to store them");

            Assert.AreEqual(0, Acknowledged.Newest(peer, node));
            Assert.AreEqual(0, ledger.Count("record"));
            ledger.Execute("ROLLBACK");
            await Acknowledged.IsAsync(peer, node, 2);
            Assert.AreEqual(2, ledger.Count("record"));
        }
    }

    [TestMethod]
    public async Task WhatTheLedgerRefusedIsDeliveredAgainAndStoredOnce()
    {
        TestNode node = new();
        TestNode other = new("02");
        await using TestTownship town = await new TestTownship(node, other).StartAsync();
        await using MqttPeer peer = await town.ConnectAsync(node.Id.Value);
        await using MqttPeer otherPeer = await town.ConnectAsync(other.Id.Value);
        await peer.SubscribeAsync(node.Topics.Acknowledgement);
        await peer.PublishAsync(node.Topics.Journal, node.Started(("gate", "door")));
        await Acknowledged.IsAsync(peer, node, 1);
        using LedgerFile ledger = town.OpenLedger();
        ledger.Execute("CREATE TRIGGER full BEFORE INSERT ON record BEGIN SELECT RAISE(ABORT, 'disk full'); END");

        await peer.PublishAsync(node.Topics.Journal, node.Door("gate", isOpen: true));
        await Eventually.IsTrueAsync(
            async () => await town.Supervisor.GetHealthAsync() == "failed", "the failing ledger shows");
        Assert.AreEqual(1, Acknowledged.Newest(peer, node));
        await otherPeer.PublishAsync(other.Topics.Online, other.Notice(1, isOnline: true), isRetained: true);
        ledger.Execute("DROP TRIGGER full");

        await Acknowledged.IsAsync(peer, node, 2);
        Assert.AreEqual(2, ledger.Count("record"));
        await town.IsConnectedAsync();
        await Eventually.IsTrueAsync(
            async () => (await town.Supervisor.GetNodeAsync(other.Id.Value)).GetProperty("online").GetBoolean(),
            "the notice that came meanwhile counts");
    }

    [TestMethod]
    public async Task ANoticeInABatchThatFailedCountsWhenItComesAgain()
    {
        TestNode node = new();
        TestNode other = new("02");
        await using TestTownship town = await new TestTownship(node, other).StartAsync();
        using LedgerFile ledger = town.OpenLedger();
        await town.StopSupervisorAsync();
        ledger.Execute("CREATE TRIGGER full BEFORE INSERT ON record BEGIN SELECT RAISE(ABORT, 'disk full'); END");
        await using (MqttPeer intruder = await town.ConnectAsync(TestTownship.Intruder))
        {
            // Both wait in the supervisor's session, so that they come in one batch.
            await intruder.PublishAsync(node.Topics.Journal, node.Started());
            await intruder.PublishAsync(other.Topics.Online, other.Notice(1, isOnline: true));
        }

        await town.StartSupervisorAsync(isBrokerThere: false);
        await Eventually.IsTrueAsync(
            async () => await town.Supervisor.GetHealthAsync() == "failed", "the failing ledger shows");
        ledger.Execute("DROP TRIGGER full");

        await Eventually.IsTrueAsync(
            async () => (await town.Supervisor.GetNodeAsync(other.Id.Value)).GetProperty("online").GetBoolean(),
            "the notice counts");
        await Eventually.IsTrueAsync(() => ledger.Count("record") == 1, "the record is stored");
    }

    [TestMethod]
    public async Task ARestartedSupervisorGoesOnWithTheChain()
    {
        TestNode node = new();
        await using TestTownship town = await new TestTownship(node).StartAsync();
        await using MqttPeer peer = await town.ConnectAsync(node.Id.Value);
        await peer.SubscribeAsync(node.Topics.Acknowledgement);
        byte[] first = node.Started(("gate", "door"));
        await peer.PublishAsync(node.Topics.Journal, first);
        await Acknowledged.IsAsync(peer, node, 1);
        await town.StopSupervisorAsync();

        await peer.PublishAsync(node.Topics.Journal, node.Door("gate", isOpen: true));
        await town.StartSupervisorAsync();
        await peer.PublishAsync(node.Topics.Journal, first);
        await peer.PublishAsync(node.Topics.Journal, node.Door("gate", isOpen: false));

        await Acknowledged.IsAsync(peer, node, 3);
        using LedgerFile ledger = town.OpenLedger();
        Assert.AreEqual(3, ledger.Count("record"));
        Assert.AreEqual(0, ledger.Count("quarantine"));
        Assert.AreEqual(
            "normal", (await town.Supervisor.GetZoneAsync(node.Id.Value, "gate")).GetProperty("state").GetString());
    }

    [TestMethod]
    public async Task ARestartedBrokerIsFoundAgain()
    {
        TestNode node = new();
        await using TestTownship town = await new TestTownship(node).StartAsync();
        MqttPeer before = await town.ConnectAsync(node.Id.Value);
        await before.PublishAsync(node.Topics.Journal, node.Started(("gate", "door")));
        await Eventually.IsTrueAsync(
            async () => (await town.Supervisor.GetZoneAsync(node.Id.Value, "gate")).ValueKind != default, "it is stored");
        before.Drop();

        await town.StopBrokerAsync();
        await Eventually.IsTrueAsync(
            async () => await town.Supervisor.GetHealthAsync() == "degraded", "the broker's absence shows");
        await town.StartBrokerAsync();
        await town.IsConnectedAsync();
        await using MqttPeer peer = await town.ConnectAsync(node.Id.Value);
        await peer.SubscribeAsync(node.Topics.Acknowledgement);

        await Acknowledged.IsAsync(peer, node, 1);
        await peer.PublishAsync(node.Topics.Journal, node.Door("gate", isOpen: true));
        await Acknowledged.IsAsync(peer, node, 2);
    }

    [TestMethod]
    public async Task ABrokerThatGoesInTheMiddleOfWorkStopsNothing()
    {
        TestNode node = new();
        await using TestTownship town = await new TestTownship(node).StartAsync();
        byte[][] records = [.. Enumerable.Range(0, 300).Select(i => node.Door("gate", isOpen: i % 2 == 0))];

        for (int round = 0; round < 6; round++)
        {
            MqttPeer sender = await town.ConnectAsync(node.Id.Value);
            await Task.WhenAll(records.Skip(round * 50).Take(50).Select(record => sender.PublishAsync(node.Topics.Journal, record)));
            sender.Drop();
            await town.StopBrokerAsync();
            await town.StartBrokerAsync();
        }

        await town.IsConnectedAsync();
        Assert.IsTrue(town.Supervisor.IsRunning);
        await using MqttPeer peer = await town.ConnectAsync(node.Id.Value);
        await peer.SubscribeAsync(node.Topics.Acknowledgement);
        foreach (byte[] record in records)
        {
            await peer.PublishAsync(node.Topics.Journal, record);
        }

        await Acknowledged.IsAsync(peer, node, records.Length);
        using LedgerFile ledger = town.OpenLedger();
        Assert.AreEqual(records.Length, ledger.Count("record"));
    }
}
