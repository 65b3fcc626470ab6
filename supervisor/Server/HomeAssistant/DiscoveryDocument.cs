using System.Text.Json;
using System.Text.Json.Nodes;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Intake;
using Wugang.Supervisor.Server.Views;

namespace Wugang.Supervisor.Server.HomeAssistant;

/// <summary>
/// A node as a device of Home Assistant (MQTT discovery, device form): its zones, meters and protection, each read from the node's verified state
/// under <c>supervised/v1/…</c>.
/// </summary>
internal static class DiscoveryDocument
{
    // The state is published every 30 s: after four times that nobody knows.
    private const int ExpireAfterS = 120;

    /// <summary>What Home Assistant is told of a node.</summary>
    public static byte[] Write(SupervisedNode node)
    {
        JsonObject components = [];
        Add(components, node, "protected", "binary_sensor", "safety", "{{ {'protected': 'OFF', 'not_protected': 'ON'}.get(value_json.state, 'None') }}");
        Add(components, node, "verdict", "sensor", "enum", "{{ value_json.state }}")["options"] = Texts("protected", "not_protected", "unknown");
        Add(components, node, "protection", "sensor", null, "{{ value_json.protection or 'None' }}");
        Add(components, node, "alarm", "binary_sensor", "safety", "{{ 'ON' if value_json.alarms else 'OFF' }}");
        Add(components, node, "siren", "binary_sensor", "sound", "{{ 'ON' if value_json.siren else 'OFF' }}");
        foreach ((string name, ZoneStatus zone) in node.Status.Zones)
        {
            Add(
                components,
                node,
                "zone_" + name,
                "binary_sensor",
                ClassOf(zone.Type),
                $"{{{{ {{'active': 'ON', 'normal': 'OFF'}}.get(value_json.zones['{name}'], 'None') }}}}");
        }

        foreach ((string name, MeterStatus meter) in node.Status.Meters)
        {
            JsonObject component = Add(
                components,
                node,
                "meter_" + name,
                "sensor",
                meter.Medium == "electricity" ? "energy" : meter.Medium,
                $"{{{{ (value_json.meters['{name}'] | default({{}})).register_{meter.Unit} | default('None') }}}}");
            component["state_class"] = "total_increasing";
            component["unit_of_measurement"] = meter.Unit == "wh" ? "Wh" : "L";
        }

        string topic = SupervisedDocuments.TopicOfNode(node.Name);
        return JsonSerializer.SerializeToUtf8Bytes(
            new JsonObject
            {
                ["device"] = new JsonObject
                {
                    ["identifiers"] = Texts(node.Name),
                    ["name"] = $"{node.Enrolled.Name.Zh} {node.Enrolled.Name.En}",
                    ["manufacturer"] = "Wugang SafetyNode",
                    ["model"] = "SafetyNode",
                    ["serial_number"] = node.Name,
                },
                ["origin"] = new JsonObject { ["name"] = "Wugang SafetyNode supervisor" },
                ["state_topic"] = topic,
                ["qos"] = 1,
                ["availability"] = new JsonArray(new JsonObject
                {
                    ["topic"] = topic,
                    ["value_template"] = "{{ 'online' if value_json.online else 'offline' }}",
                }),
                ["components"] = components,
            },
            StatusViews.Json);
    }

    private static JsonObject Add(JsonObject components, SupervisedNode node, string id, string platform, string? deviceClass, string template)
    {
        JsonObject component = new()
        {
            ["platform"] = platform,
            ["unique_id"] = $"{node.Name}_{id}",
            ["name"] = id,
            ["value_template"] = template,
            ["expire_after"] = ExpireAfterS,
        };
        if (deviceClass is not null)
        {
            component["device_class"] = deviceClass;
        }

        components[id] = component;
        return component;
    }

    private static string ClassOf(string zoneType)
    {
        return zoneType switch
        {
            "gas_leak" => "gas",
            "water_leak" => "moisture",
            "panic" => "safety",
            "door" or "window" or "motion" or "smoke" or "tamper" => zoneType,

            // Of a newer firmware: on is trouble.
            _ => "problem",
        };
    }

    private static JsonArray Texts(params string[] texts)
    {
        return [.. texts.Select(text => (JsonNode)text)];
    }
}
