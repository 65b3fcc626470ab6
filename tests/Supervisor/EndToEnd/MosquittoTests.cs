using System.Text.Json;
using Wugang.Firmware.Core.Records;
using Wugang.Sim.App.Brokers;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.EndToEnd;

/// <summary>The same system with mosquitto as the outside broker.</summary>
[TestClass]
public class MosquittoTests
{
    [TestMethod]
    public async Task NothingIsLostWhenMosquittoIsKilledInTheMiddle()
    {
        using TestSite site = new();
        await using TestTownship town = new(site.Keys);
        using TempFolder folder = new();
        await using MosquittoBroker mosquitto = Mosquitto.In(folder, town.BrokerPort, town.MakeAccounts());
        await mosquitto.StartAsync();
        await town.StartSupervisorAsync();
        site.PowerOn(town.BrokerPort);
        using LedgerFile ledger = town.OpenLedger();
        NodeId gate = site.Keys[0].Id;
        await MoveGateAsync(site, ledger, gate, "open gate", expected: 1);

        await mosquitto.KillAsync();
        site.Do("close gate");
        await Eventually.IsTrueAsync(async () => await town.Supervisor.GetHealthAsync() == "degraded", "its absence shows");
        await mosquitto.StartAsync();

        await Eventually.IsTrueAsync(() => ledger.CountZoneRecords(gate) >= 2, "what happened meanwhile arrives");
        await MoveGateAsync(site, ledger, gate, "open gate", expected: 3);
        foreach ((NodeId id, NodeKey key) in site.Keys)
        {
            Chain.Verify(ledger.Records(id), key);
        }

        await Eventually.IsTrueAsync(
            async () =>
            {
                JsonElement verdict = (await town.Supervisor.GetFacilityAsync()).GetProperty("verdict");
                return verdict.GetProperty("state").GetString() == "protected";
            },
            "the verdict is protected again");

        // A broker that was killed has forgotten the supervisor's subscription: what a node says first may miss it, and what
        // comes next is refused until the node, without an acknowledgement, begins again where it was stored.
        Assert.IsTrue((await town.Supervisor.GetRejectionsAsync()).Keys.All(reason => reason == "sequence_gap"));
    }

    [TestMethod]
    public async Task ANodeCannotWriteForAnother()
    {
        TestNode node = new();
        TestNode other = new("02");
        await using TestTownship town = new(node, other);
        using TempFolder folder = new();
        await using MosquittoBroker mosquitto = Mosquitto.In(folder, town.BrokerPort, town.MakeAccounts());
        await mosquitto.StartAsync();
        await using MqttPeer dashboard = await town.ConnectAsync("dashboard");
        await dashboard.SubscribeAsync("safety/v1/#");
        await using MqttPeer peer = await town.ConnectAsync(node.Id.Value);

        await peer.PublishAsync(other.Topics.Journal, [1]);
        await peer.PublishAsync(node.Topics.Journal, [2]);

        await Eventually.IsTrueAsync(() => !dashboard.Heard.IsEmpty, "its own arrives");
        Assert.AreEqual(node.Topics.Journal, dashboard.Heard.Single().Topic);
    }

    private static async Task MoveGateAsync(TestSite site, LedgerFile ledger, NodeId gate, string command, int expected)
    {
        site.Do(command);
        await Eventually.IsTrueAsync(() => ledger.CountZoneRecords(gate) >= expected, command);
    }
}
