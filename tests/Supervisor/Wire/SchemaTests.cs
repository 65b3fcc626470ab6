using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Wugang.Firmware.Core.Records;
using Wugang.Sim.App;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Wire;

/// <summary>The published schemas hold for what nodes and supervisor really say, and for nothing else.</summary>
[TestClass]
public class SchemaTests
{
    private static readonly Lazy<Task<IReadOnlyList<(string Topic, string Text)>>> Traffic = new(HearAsync);

    /// <summary>One of each schema that a topic has, and of each kind of record that the demonstration's nodes make in a minute.</summary>
    private static readonly string[] Wanted =
    [
        "ack", "cmd cmd", "cmd config", "journal boot", "journal command", "journal config", "journal fault", "journal meter", "journal protection",
        "journal zone", "online online", "state heartbeat", "supervised-protection", "supervised-state",
    ];

    [TestMethod]
    public async Task EverythingThatTheDemonstrationSaysIsAsItsSchemaSays()
    {
        foreach ((string topic, string text) in await Traffic.Value)
        {
            WireSchemas.Check(WireSchemas.NameOf(topic), JsonElement.Parse(text));
        }
    }

    [TestMethod]
    public async Task AMemberMoreLessOrOfAnotherTypeIsNot()
    {
        IEnumerable<(string Topic, string Text)> ofEachKind = (await Traffic.Value).GroupBy(message => KindOf(message)).Select(group => group.Last());
        foreach ((string topic, string text) in ofEachKind)
        {
            string name = WireSchemas.NameOf(topic);
            JsonObject good = JsonNode.Parse(text)!.AsObject();
            foreach (string member in good.Select(pair => pair.Key).Where(member => member != "nonce").ToArray())
            {
                AssertBad(name, good, changed => changed.Remove(member), $"without {member}");
                AssertBad(name, good, changed => changed[member] = JsonNode.Parse("[[1.5]]"), $"with another {member}");
            }

            AssertBad(name, good, changed => changed["colour"] = "red", "with one more");
            if (good["data"] is JsonObject)
            {
                AssertBad(name, good, changed => changed["data"]!["colour"] = "red", "with one more in data");
            }
        }
    }

    [TestMethod]
    [DataRow("zone", """{"alarm":"detected","state":"active","type":"panic","zone":"hall"}""")]
    [DataRow("zone", """{"state":"open","type":"panic","zone":"hall"}""")]
    [DataRow("meter", """{"age_ms":5,"interval_s":900,"medium":"electricity","meter":"power"}""")]
    [DataRow("meter", """{"age_ms":5,"interval_s":900,"medium":"electricity","meter":"power","register_wh":5,"status":"no_answer"}""")]
    [DataRow("meter", """{"age_ms":5,"interval_s":900,"medium":"electricity","meter":"power","register_wh":1.5}""")]
    [DataRow("fault", """{"fault":"meter_stuck","state":"begun"}""")]
    [DataRow("config", """{"result":"accepted","version":2}""")]
    public void DataThatNoNodeSaysIsRefused(string kind, string data)
    {
        JsonObject record = JsonNode.Parse(System.Text.Encoding.ASCII.GetString(new TestNode().Door("gate", isOpen: true)))!.AsObject();
        WireSchemas.Check("journal", JsonElement.Parse(record.ToJsonString()));
        record["kind"] = kind;
        record["data"] = JsonNode.Parse(data);

        Assert.IsFalse(WireSchemas.IsGood("journal", JsonElement.Parse(record.ToJsonString())));
    }

    private static void AssertBad(string name, JsonObject good, Action<JsonObject> change, string how)
    {
        JsonObject changed = good.DeepClone().AsObject();
        change(changed);
        Assert.IsFalse(WireSchemas.IsGood(name, JsonElement.Parse(changed.ToJsonString())), $"{name} {how}: {changed.ToJsonString()}");
    }

    private static string KindOf((string Topic, string Text) message)
    {
        JsonElement document = JsonElement.Parse(message.Text);
        string name = WireSchemas.NameOf(message.Topic);
        return document.TryGetProperty("kind", out JsonElement kind) && name != "ack" ? $"{name} {kind.GetString()}" : name;
    }

    /// <summary>The demonstration's nodes, broker and supervisor for as long as it takes to hear one of each.</summary>
    private static async Task<IReadOnlyList<(string Topic, string Text)>> HearAsync()
    {
        using TestSite site = new();
        await using TestTownship town = await new TestTownship(site.Keys).StartAsync();
        await using MqttPeer dashboard = await town.ConnectAsync(Accounts.Dashboard);
        await dashboard.SubscribeAsync("safety/v1/#");
        await dashboard.SubscribeAsync("supervised/v1/#");
        site.PowerOn(town.BrokerPort);
        NodeFile gate = Kindergarten.Nodes[0];
        await Eventually.IsTrueAsync(
            async () => (await town.Supervisor.GetNodeAsync(gate.Id.Value)).GetProperty("heartbeat_ms").GetInt64() > 0, "the gate's node lives");
        site.Do("open gate");
        site.Do("press panic");
        site.Do("mains off");
        await PostAsync(town, gate.Id, "commands", new { command = "set_forced", by = "lin", reason = "test" });
        JsonNode configuration = JsonNode.Parse(TestSite.ConfigurationOf(gate, town.BrokerPort))!;
        configuration["version"] = 0x7FFFFFFE;
        await PostAsync(town, gate.Id, "configuration", new { by = "lin", configuration });

        await Eventually.IsTrueAsync(() => Wanted.Except(Heard(dashboard).Select(KindOf)).Any() == false, "one of each is heard");
        return Heard(dashboard);
    }

    private static (string Topic, string Text)[] Heard(MqttPeer peer)
    {
        return [.. peer.Heard.Select(message => (message.Topic, System.Text.Encoding.UTF8.GetString(message.Payload)))];
    }

    private static async Task PostAsync(TestTownship town, NodeId node, string what, object document)
    {
        using HttpResponseMessage response = await town.Supervisor.Http.PostAsJsonAsync(new Uri($"/api/v1/nodes/{node}/{what}", UriKind.Relative), document);
        Assert.IsTrue(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }
}
