using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Esp32;

namespace Wugang.Tests.Core;

/// <summary>
/// The published JSON Schema and the node's own reader agree: what is good passes both, what is bad is refused by both, except for
/// the rules that no schema can state, which the node alone checks.
/// </summary>
[TestClass]
public class ConfigurationSchemaTests
{
    private static readonly JsonSchema Schema = JsonSchema.FromText(
        File.ReadAllText(Path.Combine(ExampleSettings.Repository, "docs", "reference", "config.schema.json")));

    public static IEnumerable<object[]> GoodFiles =>
        Directory.GetFiles(Path.Combine(ExampleSettings.Repository, "sim", "App", "Nodes"), "*.json")
            .Append(Path.Combine(ExampleSettings.Repository, "docs", "reference", "example-node.json"))
            .Select(path => new object[] { Path.GetRelativePath(ExampleSettings.Repository, path) });

    [TestMethod]
    [DynamicData(nameof(GoodFiles))]
    public void EveryConfigurationOfTheRepositoryPassesBoth(string file)
    {
        AssertGood(JsonNode.Parse(File.ReadAllText(Path.Combine(ExampleSettings.Repository, file)))!);
    }

    [TestMethod]
    [DataRow("sensors[0].silent_after_s", "10")]
    [DataRow("broker.port", null)]
    [DataRow("broker.tls", "true")]
    [DataRow("version", "2147483647")]
    [DataRow("schedule.hours[0].days", "\"mon,wed-fri,sun\"")]
    [DataRow("schedule.hours[0].close", "\"24:00\"")]
    [DataRow("zones[0].held_open_s", "0")]
    [DataRow("zones[3].entry_route", "false")]
    [DataRow("meters[0].bus.quantity", "\"combined\"")]
    [DataRow("meters[0].bus.address", null)]
    [DataRow("meters[2].bus.kind", "\"hot\"")]
    [DataRow("meters[2].rollover_m3", "100")]
    [DataRow("meters[3].bus.register.words", "1")]
    [DataRow("supply.mains_pin", null)]
    [DataRow("battery_clock", null)]
    [DataRow("lines[0].direction_pin", null)]
    [DataRow("sensors[0].silent_after_s", "7200")]
    [DataRow("zones[5].object", "\"opening\"")]
    public void AGoodVariantPassesBoth(string path, string? value)
    {
        AssertGood(Change(path, value));
    }

    [TestMethod]
    [DataRow("node", null)]
    [DataRow("node", "\"410481001-07-01\"")]
    [DataRow("version", "0")]
    [DataRow("version", "1.5")]
    [DataRow("version", "2147483648")]
    [DataRow("broker", null)]
    [DataRow("broker.host", "\"\"")]
    [DataRow("broker.host", "\"é\"")]
    [DataRow("broker.port", "65536")]
    [DataRow("broker.tls", "\"yes\"")]
    [DataRow("broker.password", "\"secret\"")]
    [DataRow("key", "{}")]
    [DataRow("colour", "1")]
    [DataRow("heartbeat_interval_s", "4")]
    [DataRow("heartbeat_interval_s", "null")]
    [DataRow("meter_interval_s", "3601")]
    [DataRow("entry_delay_s", "-1")]
    [DataRow("exit_delay_s", "121")]
    public void BadOutermostMembersAreRefusedByBoth(string path, string? value)
    {
        AssertBad(Change(path, value));
    }

    [TestMethod]
    [DataRow("siren", null)]
    [DataRow("siren", "[]")]
    [DataRow("siren.pin", "0")]
    [DataRow("siren.pin", "47")]
    [DataRow("siren.pin", "49")]
    [DataRow("siren.limit_s", "59")]
    [DataRow("siren.loop.alarm_ohm", "1")]
    [DataRow("siren.loop.channel", "10")]
    [DataRow("controls.reset_pin", null)]
    [DataRow("controls.reset_pin", "\"14\"")]
    [DataRow("supply.low_mv", null)]
    [DataRow("supply.battery_channel", null)]
    [DataRow("supply.full_scale_mv", "60001")]
    [DataRow("battery_clock.scl_pin", null)]
    [DataRow("battery_clock.sda_pin", "0")]
    [DataRow("battery_clock.chip", "\"DS3231\"")]
    [DataRow("schedule.utc_offset_min", "841")]
    [DataRow("schedule.stay_open_min", "4")]
    [DataRow("schedule.hours[0].days", "\"Mon\"")]
    [DataRow("schedule.hours[0].days", "\"mon,\"")]
    [DataRow("schedule.hours[0].open", "\"7:30\"")]
    [DataRow("schedule.hours[0].open", "\"24:01\"")]
    [DataRow("schedule.hours[0].close", null)]
    [DataRow("schedule.holidays[0]", "19991231")]
    [DataRow("schedule.holidays[0]", "\"20261001\"")]
    public void BadPartsAreRefusedByBoth(string path, string? value)
    {
        AssertBad(Change(path, value));
    }

    [TestMethod]
    [DataRow("zones[0].name", "\"Gate\"")]
    [DataRow("zones[0].name", "\"a_name_of_twenty_five_chars\"")]
    [DataRow("zones[0].type", "\"gate\"")]
    [DataRow("zones[0].pin", null)]
    [DataRow("zones[0].loop", "{\"channel\":3,\"pull_up_ohm\":2200,\"end_ohm\":2200}")]
    [DataRow("zones[0].debounce_ms", "501")]
    [DataRow("zones[1].loop.tolerance_percent", "31")]
    [DataRow("zones[1].loop.colour", "1")]
    [DataRow("zones[2].held_open_s", "60")]
    [DataRow("zones[2].entry_route", "true")]
    [DataRow("zones[2].fault_delay_s", "301")]
    [DataRow("zones[0].object", "\"door\"")]
    [DataRow("zones[5].object", "\"gate\"")]
    [DataRow("zones[5].debounce_ms", "50")]
    [DataRow("zones[5].pin", "19")]
    [DataRow("sensors[0].name", null)]
    [DataRow("sensors[0].address", "\"a4:c1:38:8d:18:b2\"")]
    [DataRow("sensors[0].key", "\"231d39c1d7cc1ab1aee224cd096db932\"")]
    [DataRow("sensors[0].silent_after_s", "9")]
    public void BadZonesAreRefusedByBoth(string path, string? value)
    {
        AssertBad(Change(path, value));
    }

    [TestMethod]
    [DataRow("lines[0].port", "4")]
    [DataRow("lines[0].transmit_pin", null)]
    [DataRow("meters[0].medium", "\"heat\"")]
    [DataRow("meters[0].medium", "\"water\"")]
    [DataRow("meters[0].pin", "19")]
    [DataRow("meters[0].max_flow_l_per_h", "100")]
    [DataRow("meters[0].bus.protocol", "\"mbus\"")]
    [DataRow("meters[0].bus.address", "\"161\"")]
    [DataRow("meters[0].bus.register", "{}")]
    [DataRow("meters[0].bus.kind", "\"hot\"")]
    [DataRow("meters[0].bus.parity", "\"mark\"")]
    [DataRow("meters[0].bus.bits_per_second", "299")]
    [DataRow("meters[1].impulses_per_kwh", null)]
    [DataRow("meters[1].litres_per_impulse", "10")]
    [DataRow("meters[1].beside", "\"power\"")]
    [DataRow("meters[2].rollover_kwh", "100")]
    [DataRow("meters[2].bus.status_bits", "\"left\"")]
    [DataRow("meters[3].bus.address", null)]
    [DataRow("meters[3].bus.address", "248")]
    [DataRow("meters[3].bus.register.words", "3")]
    [DataRow("meters[3].bus.register.unit", "\"litre\"")]
    [DataRow("meters[3].bus.register.decimals", "7")]
    public void BadMetersAreRefusedByBoth(string path, string? value)
    {
        AssertBad(Change(path, value));
    }

    /// <summary>The list of these rules is in docs/reference/settings.md, "Schema".</summary>
    [TestMethod]
    [DataRow("zones[3].pin", "21", "siren.pin is 21, which zones[3].pin has")]
    [DataRow("zones[3].name", "\"gate\"", "zones[3].name is gate, which zones[0].name has")]
    [DataRow("siren.loop.channel", "9", "on pin 10")]
    [DataRow("zones[1].loop.alarm_ohm", "100", "share")]
    [DataRow("supply.low_mv", "16000", "supply.low_mv must be below full_scale_mv")]
    [DataRow("supply.exhausted_mv", "11600", "supply.exhausted_mv must be below low_mv")]
    [DataRow("schedule.hours[1].days", "\"fri\"", "schedule.hours[1] overlaps schedule.hours[0]")]
    [DataRow("schedule.hours[0].days", "\"fri-mon\"", "schedule.hours[0].days must be days")]
    [DataRow("schedule.hours[0].close", "\"07:30\"", "schedule.hours[0].close must be later than open")]
    [DataRow("schedule.holidays[1]", "20261301", "schedule.holidays[1] must be a day")]
    [DataRow("schedule.holidays[2]", "20260930", "later than the one before it")]
    [DataRow("meters[2].bus.port", "3", "meters[2].bus.port is 3, which no line has")]
    [DataRow("meters[0].beside", "\"gas\"", "meters[0].beside must be the name of a pulse meter of the same medium")]
    [DataRow("meters[3].bus.register.unit", "\"kwh\"", "meters[3].bus.register.unit is none of gas")]
    [DataRow("meters[3].bus.register.address", "65535", "all with an address")]
    [DataRow("zones[5].sensor", "\"nobody\"", "zones[5].sensor must be the name of a sensor")]
    [DataRow("version", "2.0", "version must be a whole number")]
    public void WhatNoSchemaCanStateTheNodeChecks(string path, string value, string error)
    {
        JsonNode document = Change(path, value);

        Assert.IsTrue(ErrorsOfTheNode(document).Any(found => found.Contains(error, StringComparison.Ordinal)));
        Assert.IsTrue(PassesSchema(document));
    }

    private static void AssertGood(JsonNode document)
    {
        Assert.IsEmpty(ErrorsOfTheNode(document));
        Assert.IsTrue(PassesSchema(document), "the schema refuses it");
    }

    private static void AssertBad(JsonNode document)
    {
        Assert.IsNotEmpty(ErrorsOfTheNode(document), "the node takes it");
        Assert.IsFalse(PassesSchema(document), "the schema lets it pass");
    }

    private static bool PassesSchema(JsonNode document)
    {
        return Schema.Evaluate(JsonElement.Parse(document.ToJsonString())).IsValid;
    }

    private static string[] ErrorsOfTheNode(JsonNode document)
    {
        SettingsText.Read(Encoding.UTF8.GetBytes(document.ToJsonString()), ChannelPins.OfEsp32S3(), out _, out string[] errors);
        return errors;
    }

    /// <summary>The example of the document, with a radio sensor and a zone that follows it.</summary>
    private static JsonNode Example()
    {
        JsonNode document = JsonNode.Parse(ExampleSettings.Bytes)!;
        document["sensors"] = JsonNode.Parse("""[{"name":"back","address":"A4:C1:38:8D:18:B2"}]""");
        document["zones"]!.AsArray().Add(JsonNode.Parse("""{"name":"back_window","type":"window","sensor":"back"}"""));
        return document;
    }

    /// <summary>The example with one thing changed.</summary>
    /// <param name="path">Where, such as <c>zones[2].pin</c>.</param>
    /// <param name="value">JSON, or null to take it out.</param>
    private static JsonNode Change(string path, string? value)
    {
        JsonNode document = Example();
        string[] steps = path.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.');
        JsonNode owner = steps[..^1].Aggregate(document, (node, step) => int.TryParse(step, out int index) ? node[index]! : node[step]!);
        JsonNode? changed = value is null or "null" ? null : JsonNode.Parse(value);
        if (owner is JsonArray list)
        {
            list[int.Parse(steps[^1], System.Globalization.CultureInfo.InvariantCulture)] = changed;
        }
        else if (value is null)
        {
            owner.AsObject().Remove(steps[^1]);
        }
        else
        {
            owner[steps[^1]] = changed;
        }

        return document;
    }
}
