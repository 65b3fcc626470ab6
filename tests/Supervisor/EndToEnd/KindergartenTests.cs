using System.Text.Json;
using Wugang.Firmware.Core.Records;
using Wugang.Sim.App;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.EndToEnd;

/// <summary>Virtual boards that run the firmware, the embedded broker, and the supervisor: from the contact to the verdict.</summary>
[TestClass]
public class KindergartenTests
{
    private const string Gate = "410481001-0007-01";
    private const string Hall = "410481001-0007-02";

    [TestMethod]
    public async Task ADoorAPanicPressAndAResetArriveVerified()
    {
        using TestSite site = new();
        await using TestTownship town = await StartAsync(site);
        await VerdictIsAsync(town, "protected");

        site.Do("open gate");
        await ZoneIsAsync(town, Gate, "gate", "active");
        site.Do("close gate");
        await ZoneIsAsync(town, Gate, "gate", "normal");

        site.Do("press panic");
        await Eventually.IsTrueAsync(
            async () => (await town.Supervisor.GetFacilityAsync()).GetProperty("alarms").GetArrayLength() == 1, "the alarm shows");
        VirtualNode hall = site.Site.Nodes[1];
        await ZoneIsAsync(town, Hall, "activity_panic", "normal");
        Assert.IsTrue(hall.IsSirenSounding, "latched after the release (clause S3)");
        JsonElement alarm = (await town.Supervisor.GetFacilityAsync()).GetProperty("alarms")[0];
        Assert.IsGreaterThanOrEqualTo(50, alarm.GetProperty("input_to_siren_ms").GetInt64());

        site.Do("reset 02");
        await Eventually.IsTrueAsync(
            async () => (await town.Supervisor.GetFacilityAsync()).GetProperty("alarms").GetArrayLength() == 0, "it is reset");
        Assert.IsFalse(hall.IsSirenSounding);
        Assert.IsEmpty(await town.Supervisor.GetRejectionsAsync());
    }

    [TestMethod]
    public async Task ANodeWithoutPowerIsUnknownAndGoesOnWithItsChain()
    {
        using TestSite site = new();
        await using TestTownship town = await StartAsync(site);
        await VerdictIsAsync(town, "protected");

        site.Do("cut power 01");
        await VerdictIsAsync(town, "unknown");
        JsonElement verdict = (await town.Supervisor.GetFacilityAsync()).GetProperty("verdict");
        Assert.AreEqual($"node_offline:{Gate}", verdict.GetProperty("reasons")[0].GetString());

        site.Do("restore power 01");
        await VerdictIsAsync(town, "protected");
        using LedgerFile ledger = town.OpenLedger();
        (NodeId id, NodeKey key) = site.Keys[0];
        Assert.AreEqual(2, Chain.Verify(ledger.Records(id), key), "boots");
    }

    [TestMethod]
    public async Task NothingIsLostOrStoredTwiceWhileTheBrokerIsAway()
    {
        using TestSite site = new();
        await using TestTownship town = await StartAsync(site);
        await VerdictIsAsync(town, "protected");
        for (int round = 0; round < 3; round++)
        {
            await town.StopBrokerAsync();
            await site.DoAndRecordAsync(Gate, "open gate");
            await site.DoAndRecordAsync(Gate, "close gate");
            await town.StartBrokerAsync();
            await town.IsConnectedAsync();
        }

        using LedgerFile ledger = town.OpenLedger();
        await Eventually.IsTrueAsync(() => ledger.CountZoneRecords(site.Keys[0].Id) >= 6, "three times open and close");
        foreach ((NodeId id, NodeKey key) in site.Keys)
        {
            Chain.Verify(ledger.Records(id), key);
        }

        Assert.AreEqual(6, ledger.CountZoneRecords(site.Keys[0].Id));
    }

    [TestMethod]
    public async Task WithoutTheKeyNobodyMovesTheVerdict()
    {
        using TestSite site = new();
        await using TestTownship town = await StartAsync(site);
        await VerdictIsAsync(town, "protected");
        using LedgerFile ledger = town.OpenLedger();
        byte[] record = ledger.Records(site.Keys[0].Id)[0];
        await using MqttPeer intruder = await town.ConnectAsync(TestTownship.Intruder);
        Topics topics = new(site.Keys[0].Id);
        byte[] forged = [.. record];
        forged[forged.AsSpan().IndexOf("0.1.0"u8)] = (byte)'9';

        await intruder.PublishAsync(topics.Journal, forged);
        await intruder.PublishAsync(topics.Online, Presence.Write(TestNode.KeyOf("1", 77), site.Keys[0].Id, 9, 9, false));

        await Eventually.IsTrueAsync(
            async () => (await town.Supervisor.GetRejectionsAsync()).GetValueOrDefault("bad_signature") == 2, "both are refused");
        await VerdictIsAsync(town, "protected");
    }

    [TestMethod]
    public async Task ARunIsKeptForTheJoseTest()
    {
        using TestSite site = new();
        await using TestTownship town = await StartAsync(site);
        await using MqttPeer dashboard = await town.ConnectAsync("dashboard");
        await dashboard.SubscribeAsync("safety/v1/+/+/+/journal");
        await dashboard.SubscribeAsync("safety/v1/+/+/+/state");
        await dashboard.SubscribeAsync("supervised/v1/#");
        using LedgerFile ledger = town.OpenLedger();
        for (int i = 0; i < 6; i++)
        {
            site.Do(i % 2 == 0 ? "open gate" : "close gate");
            site.Do(i % 2 == 0 ? "smoke on" : "smoke off");
            int expected = i + 1;
            await Eventually.IsTrueAsync(() => ledger.CountZoneRecords(site.Keys[0].Id) >= expected, "the gate is recorded");
            await Eventually.IsTrueAsync(() => ledger.CountZoneRecords(site.Keys[1].Id) >= expected, "the smoke is recorded");
        }

        await VerdictIsAsync(town, "protected");
        string folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "tests")).FullName;
        await File.WriteAllLinesAsync(
            Path.Combine(folder, "records.jsonl"),
            [
                .. site.Keys.SelectMany(node => ledger.Records(node.Id)).Select(Text),
                .. HeardOn(dashboard, "safety/", "/state"),
            ]);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "records-keys.json"),
            JsonSerializer.Serialize(site.Keys.ToDictionary(
                node => node.Id.Value,
                node => new { kid = node.Key.KeyId, k = System.Buffers.Text.Base64Url.EncodeToString(TestSite.SecretOf(node.Id)) })));
        await File.WriteAllLinesAsync(
            Path.Combine(folder, "supervised.jsonl"),
            HeardOn(dashboard, "supervised/", ""));
        await File.WriteAllTextAsync(
            Path.Combine(folder, "supervised-keys.json"), (await town.Supervisor.GetAsync("/api/v1/keys")).GetRawText());
    }

    private static IEnumerable<string> HeardOn(MqttPeer peer, string start, string end)
    {
        return peer.Heard
            .Where(heard => heard.Topic.StartsWith(start, StringComparison.Ordinal) && heard.Topic.EndsWith(end, StringComparison.Ordinal))
            .Select(heard => Text(heard.Payload));
    }

    private static string Text(byte[] bytes)
    {
        return System.Text.Encoding.ASCII.GetString(bytes);
    }

    private static async Task<TestTownship> StartAsync(TestSite site)
    {
        TestTownship town = await new TestTownship(site.Keys).StartAsync();
        site.PowerOn(town.BrokerPort);
        return town;
    }

    private static Task VerdictIsAsync(TestTownship town, string state)
    {
        return Eventually.IsTrueAsync(
            async () => (await town.Supervisor.GetFacilityAsync()).GetProperty("verdict").GetProperty("state").GetString() == state,
            $"the verdict is {state}");
    }

    private static Task ZoneIsAsync(TestTownship town, string node, string zone, string state)
    {
        return Eventually.IsTrueAsync(
            async () => (await town.Supervisor.GetZoneAsync(node, zone)) is { ValueKind: JsonValueKind.Object } shown
                && shown.GetProperty("state").GetString() == state,
            $"{zone} is {state}");
    }
}
