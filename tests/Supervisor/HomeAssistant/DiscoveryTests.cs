using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Wugang.Supervisor.Server.HomeAssistant;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.HomeAssistant;

/// <summary>What Home Assistant hears of nodes leads to what it then reads.</summary>
[TestClass]
public partial class DiscoveryTests
{
    private const string Gate = "410481001-0007-01";
    private const string Hall = "410481001-0007-02";
    private const string Utility = "410481001-0007-03";

    [TestMethod]
    public async Task EveryZoneAndMeterOfTheDemonstrationIsAnEntityWhosePathIsInTheState()
    {
        using TestSite site = new();
        await using TestTownship town = await StartAsync(new TestTownship(site.Keys) { HomeAssistant = new HomeAssistantOptions("homeassistant") });
        await using MqttPeer peer = await ListenAsync(town);
        site.PowerOn(town.BrokerPort);
        await Eventually.IsTrueAsync(() => ComponentsOf(peer, Utility).Any(component => component.Name.StartsWith("meter_", StringComparison.Ordinal)), "the meters are announced");
        await Eventually.IsTrueAsync(() => ComponentsOf(peer, Gate).Any(component => component.Name == "zone_gate"), "the gate is announced");
        await Eventually.IsTrueAsync(() => ComponentsOf(peer, Hall).Any(component => component.Name == "zone_activity_panic"), "the hall is announced");

        foreach (string node in new[] { Gate, Hall, Utility })
        {
            JsonElement state = Newest(peer, $"supervised/v1/{node.Replace('-', '/')}/state");
            JsonElement document = Newest(peer, $"homeassistant/device/{node}/config");
            Assert.AreEqual($"supervised/v1/{node.Replace('-', '/')}/state", document.GetProperty("state_topic").GetString());
            Assert.AreEqual(document.GetProperty("state_topic").GetString(), document.GetProperty("availability")[0].GetProperty("topic").GetString());
            AssertLeadsSomewhere(document.GetProperty("availability")[0].GetProperty("value_template").GetString()!, state);
            foreach (JsonProperty component in ComponentsOf(peer, node))
            {
                AssertLeadsSomewhere(component.Value.GetProperty("value_template").GetString()!, state);
                Assert.AreEqual($"{node}_{component.Name}", component.Value.GetProperty("unique_id").GetString());
            }

            CollectionAssert.AreEquivalent(
                state.GetProperty("zones").EnumerateObject().Select(zone => "zone_" + zone.Name)
                    .Concat(state.GetProperty("meters").EnumerateObject().Select(meter => "meter_" + meter.Name)).ToArray(),
                ComponentsOf(peer, node).Select(component => component.Name).Where(name => name.Contains('_', StringComparison.Ordinal)).ToArray());
        }
    }

    [TestMethod]
    [DataRow("door", "door")]
    [DataRow("motion", "motion")]
    [DataRow("smoke", "smoke")]
    [DataRow("panic", "safety")]
    [DataRow("gas_leak", "gas")]
    [DataRow("water_leak", "moisture")]
    [DataRow("tamper", "tamper")]
    public async Task AZoneIsOfTheClassOfItsType(string type, string deviceClass)
    {
        TestNode node = new();
        await using TestTownship town = await StartAsync(new TestTownship(node) { HomeAssistant = new HomeAssistantOptions("homeassistant/lab").Check() });
        await using MqttPeer peer = await ListenAsync(town);
        await using MqttPeer own = await town.ConnectAsync(node.Id.Value);

        await own.PublishAsync(node.Topics.Journal, node.Started(("zone", type)));

        await Eventually.IsTrueAsync(() => ComponentsOf(peer, Gate, "homeassistant/lab").Any(component => component.Name == "zone_zone"), "it is announced");
        JsonElement zone = ComponentsOf(peer, Gate, "homeassistant/lab").First(component => component.Name == "zone_zone").Value;
        Assert.AreEqual(("binary_sensor", deviceClass), (zone.GetProperty("platform").GetString(), zone.GetProperty("device_class").GetString()));
    }

    [TestMethod]
    public async Task AMeterCountsUpInItsUnit()
    {
        TestNode node = new();
        await using TestTownship town = await StartAsync(new TestTownship(node) { HomeAssistant = new HomeAssistantOptions("homeassistant") });
        await using MqttPeer peer = await ListenAsync(town);
        await using MqttPeer own = await town.ConnectAsync(node.Id.Value);

        await own.PublishAsync(node.Topics.Journal, node.StartedWith(("power", "electricity", "pulse"), ("gas", "gas", "pulse")));
        await own.PublishAsync(node.Topics.Journal, node.Meter("power", "electricity", "register_wh", 5));
        await own.PublishAsync(node.Topics.Journal, node.Meter("gas", "gas", "register_l", 7));

        await Eventually.IsTrueAsync(() => ComponentsOf(peer, Gate).Count(component => component.Name.StartsWith("meter_", StringComparison.Ordinal)) == 2, "both are announced");
        Assert.AreEqual(
            "energy Wh total_increasing, gas L total_increasing",
            string.Join(", ", ComponentsOf(peer, Gate).Where(component => component.Name.StartsWith("meter_", StringComparison.Ordinal)).OrderByDescending(component => component.Name).Select(component =>
                $"{component.Value.GetProperty("device_class")} {component.Value.GetProperty("unit_of_measurement")} {component.Value.GetProperty("state_class")}")));
    }

    [TestMethod]
    public async Task WhatWasAnnouncedIsTakenBackWhenTheNodeGoesOrNobodyIsToBeTold()
    {
        TestNode node = new();
        TestNode other = new("02");
        await using TestTownship town = await StartAsync(new TestTownship(node, other) { HomeAssistant = new HomeAssistantOptions("homeassistant") });
        await using MqttPeer peer = await ListenAsync(town);
        await Eventually.IsTrueAsync(() => peer.Newest($"homeassistant/device/{Hall}/config") is { Length: > 0 }, "both are announced");

        using HttpResponseMessage retired = await town.Supervisor.Http.PutAsJsonAsync($"/api/v1/enrolment/nodes/{other.Id}/state", new { state = "retired" });

        Assert.IsTrue(retired.IsSuccessStatusCode);
        await Eventually.IsTrueAsync(() => peer.Newest($"homeassistant/device/{Hall}/config") is { Length: 0 }, "the one that is gone is taken back");
        Assert.IsNotEmpty(peer.Newest($"homeassistant/device/{Gate}/config")!);
        await town.StopSupervisorAsync();
        town.HomeAssistant = null;
        await town.StartSupervisorAsync();
        await Eventually.IsTrueAsync(() => peer.Newest($"homeassistant/device/{Gate}/config") is { Length: 0 }, "so is the other");
    }

    [TestMethod]
    public async Task UnlessSomebodyAsksNothingIsAnnounced()
    {
        TestNode node = new();
        await using TestTownship town = await new TestTownship(node).StartAsync();
        await using MqttPeer peer = await ListenAsync(town);
        await using MqttPeer own = await town.ConnectAsync(node.Id.Value);

        await own.PublishAsync(node.Topics.Journal, node.Started(("gate", "door")));

        await Eventually.IsTrueAsync(() => peer.Heard.Any(message => message.Topic.EndsWith("/state", StringComparison.Ordinal) && message.Payload.AsSpan().IndexOf("gate"u8) > 0), "the state came");
        Assert.IsFalse(peer.Heard.Any(message => message.Topic.StartsWith("homeassistant", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("/ha")]
    [DataRow("ha/")]
    [DataRow("ha/+")]
    [DataRow("h a")]
    public void APrefixThatIsNoneIsNamed(string prefix)
    {
        Assert.StartsWith("home_assistant.prefix", Assert.ThrowsExactly<ArgumentException>(() => new HomeAssistantOptions(prefix).Check()).Message);
    }

    /// <summary>Every path that a template reads is in the document that it will read.</summary>
    private static void AssertLeadsSomewhere(string template, JsonElement state)
    {
        MatchCollection paths = PathText().Matches(template);
        Assert.IsNotEmpty(paths, template);
        foreach (Match path in paths)
        {
            Assert.IsTrue(state.TryGetProperty(path.Groups["member"].Value, out JsonElement at), template);
            Assert.IsTrue(!path.Groups["name"].Success || at.TryGetProperty(path.Groups["name"].Value, out at), template);
        }
    }

    private static async Task<TestTownship> StartAsync(TestTownship town)
    {
        return await town.StartAsync();
    }

    private static async Task<MqttPeer> ListenAsync(TestTownship town)
    {
        MqttPeer peer = await town.ConnectAsync("dashboard");
        foreach (string filter in new[] { "homeassistant/#", "supervised/v1/#" })
        {
            await peer.SubscribeAsync(filter);
        }

        return peer;
    }

    private static JsonElement Newest(MqttPeer peer, string topic)
    {
        return peer.Newest(topic) is { Length: > 0 } payload ? JsonElement.Parse(payload) : default;
    }

    private static JsonProperty[] ComponentsOf(MqttPeer peer, string node, string prefix = "homeassistant")
    {
        JsonElement document = Newest(peer, $"{prefix}/device/{node}/config");
        return document.ValueKind == JsonValueKind.Object ? [.. document.GetProperty("components").EnumerateObject()] : [];
    }

    [GeneratedRegex(@"value_json\.(?<member>[a-z_]+)(\['(?<name>[a-z0-9_]+)'\])?")]
    private static partial Regex PathText();
}
