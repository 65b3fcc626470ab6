using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Enrolment;
using Wugang.Supervisor.Server.Alerts;
using Wugang.Supervisor.Server.HomeAssistant;
using Base64Url = System.Buffers.Text.Base64Url;

namespace Wugang.Supervisor.Server.Hosting;

/// <summary>The settings file of a server (docs/reference/server.md).</summary>
internal sealed record ServerSettings
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    public string Name { get; init; } = "supervisor";

    public required BrokerSettings Broker { get; init; }

    public int HttpPort { get; init; }

    public required string DataFolder { get; init; }

    /// <summary>Whether whoever reaches it may do everything without signing in.</summary>
    public bool Open { get; init; }

    public ClusterSettings? Cluster { get; init; }

    public Uri? TracesTo { get; init; }

    public int? KeepHeartbeatsDays { get; init; }

    public AlertSettings Alerts { get; init; } = new();

    public HomeAssistantSettings? HomeAssistant { get; init; }

    /// <summary>File of the nodes' keys: an object by node, each with <c>kid</c> and <c>k</c>, or a list of such.</summary>
    public required string Keys { get; init; }

    public required IReadOnlyList<FacilitySettings> Facilities { get; init; }

    /// <summary>Reads the file and the keys that it names; paths in it start from its folder.</summary>
    /// <exception cref="InvalidDataException">It does not hold what it should; the message says where.</exception>
    public static SupervisorOptions Read(string path)
    {
        try
        {
            ServerSettings settings = JsonSerializer.Deserialize<ServerSettings>(File.ReadAllText(path), Json)
                ?? throw new JsonException("there is nothing in it.");
            return settings.ToOptions(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{path} cannot be used as settings: {e.Message} docs/reference/server.md says what belongs there.", e);
        }
    }

    private SupervisorOptions ToOptions(string folder)
    {
        IReadOnlyDictionary<string, NodeKey[]> keys = ReadKeys(Path.Combine(folder, Keys));
        string data = Path.Combine(folder, DataFolder);
        Directory.CreateDirectory(data);
        return new SupervisorOptions
        {
            ServerName = Name,
            BrokerHost = Broker.Host,
            BrokerPort = Broker.Port,
            BrokerUser = Broker.User,
            BrokerPassword = Broker.Password,
            HttpPort = HttpPort,
            DataFolder = data,
            IsOpen = Open,
            TracesTo = TracesTo,
            KeepHeartbeatsDays = KeepHeartbeatsDays is null or >= SupervisorOptions.MinKeepHeartbeatsDays
                ? KeepHeartbeatsDays
                : throw new FormatException($"keep_heartbeats_days must be at least {SupervisorOptions.MinKeepHeartbeatsDays}, or absent."),
            ClusterDatabase = Cluster?.Database,
            SiloAddress = IPAddress.Parse(Cluster?.Address ?? "127.0.0.1"),
            SiloPort = Cluster?.Port ?? 0,
            Alerts = Alerts.ToOptions(),
            HomeAssistant = HomeAssistant is null ? null : new HomeAssistantOptions(HomeAssistant.Prefix).Check(),
            Facilities =
            [
                .. Facilities.Select(facility => new EnrolledFacility(
                    facility.Id,
                    facility.Name,
                    facility.Township,
                    [.. facility.Nodes.Select(node => Enrol(node, keys))])),
            ],
        };
    }

    private EnrolledNode Enrol(NodeSettings node, IReadOnlyDictionary<string, NodeKey[]> keys)
    {
        return keys.TryGetValue(node.Id, out NodeKey[]? own)
            ? new EnrolledNode(NodeId.Parse(node.Id), node.Name, own)
            : throw new ArgumentException($"{Keys} has no key of node {node.Id}.");
    }

    private static Dictionary<string, NodeKey[]> ReadKeys(string path)
    {
        return JsonElement.Parse(File.ReadAllText(path)).EnumerateObject().ToDictionary(
            node => node.Name,
            node => (node.Value.ValueKind == JsonValueKind.Array ? [.. node.Value.EnumerateArray()] : new[] { node.Value })
                .Select(key => ReadKey(path, node.Name, key)).ToArray());
    }

    private static NodeKey ReadKey(string path, string node, JsonElement key)
    {
        bool isKey = key.TryGetProperty("kid", out JsonElement keyId) & key.TryGetProperty("k", out JsonElement secret);
        return isKey && keyId.GetString() is { } id && secret.GetString() is { } text
            ? new NodeKey(id, Base64Url.DecodeFromChars(text), new SystemMac())
            : throw new FormatException($"{path}: a key of node {node} needs 'kid' and 'k'.");
    }

    internal sealed record BrokerSettings
    {
        public required string Host { get; init; }

        public int Port { get; init; } = 1883;

        public required string User { get; init; }

        public required string Password { get; init; }
    }

    internal sealed record ClusterSettings
    {
        /// <summary>The PostgreSQL database that all servers share, as Npgsql reads it.</summary>
        public required string Database { get; init; }

        /// <summary>Address at which the other servers reach this one.</summary>
        public string Address { get; init; } = "127.0.0.1";

        /// <summary>TCP port at that address; 0 for any that is free.</summary>
        public int Port { get; init; }
    }

    internal sealed record HomeAssistantSettings
    {
        public string Prefix { get; init; } = HomeAssistantOptions.UsualPrefix;
    }

    internal sealed record FacilitySettings
    {
        public required string Id { get; init; }

        public required BilingualName Name { get; init; }

        public required EnrolledTownship Township { get; init; }

        public required IReadOnlyList<NodeSettings> Nodes { get; init; }
    }

    internal sealed record NodeSettings
    {
        public required string Id { get; init; }

        public required BilingualName Name { get; init; }
    }
}
