using System.Text.Json;
using System.Text.Json.Nodes;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules.Enrolment;

namespace Wugang.Sim.App;

/// <summary>A node's settings as somebody wrote them, in the folder <c>Nodes</c>: all but the broker.</summary>
internal sealed class NodeFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly string _json;

    /// <param name="name">Where the node hangs.</param>
    /// <param name="number">Its number within the facility, two digits: the name of its file.</param>
    public NodeFile(BilingualName name, string number)
    {
        Name = name;
        using Stream stream = typeof(NodeFile).Assembly.GetManifestResourceStream($"{typeof(NodeFile).Namespace}.Nodes.{number}.json")
            ?? throw new InvalidOperationException($"There is no file for node {number}.");
        using StreamReader reader = new(stream);
        _json = reader.ReadToEnd();
        Id = NodeId.Parse(JsonNode.Parse(_json)!["node"]!.GetValue<string>());
    }

    public BilingualName Name { get; }

    public NodeId Id { get; }

    /// <summary>Addresses of its radio sensors.</summary>
    public IEnumerable<string> SensorAddresses =>
        JsonNode.Parse(_json)!["sensors"]?.AsArray().Select(sensor => sensor!["address"]!.GetValue<string>()) ?? [];

    /// <summary>The whole settings, as they go onto the node's flash drive.</summary>
    /// <param name="access">What the file leaves out.</param>
    /// <param name="isAlwaysOpen">Whether the facility is open at all hours, in place of its registered ones.</param>
    public byte[] Fill(NodeAccess access, bool isAlwaysOpen)
    {
        JsonNode settings = JsonNode.Parse(_json)!;
        settings["broker"] = new JsonObject { ["host"] = access.BrokerHost, ["port"] = access.BrokerPort };
        if (isAlwaysOpen)
        {
            JsonObject allDays = new() { ["days"] = "mon-sun", ["open"] = "00:00", ["close"] = "24:00" };
            settings["schedule"] = new JsonObject { ["hours"] = new JsonArray(allDays) };
        }

        return JsonSerializer.SerializeToUtf8Bytes(settings, Indented);
    }
}
