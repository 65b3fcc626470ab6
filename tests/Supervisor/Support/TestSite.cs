using System.Text.Json;
using System.Text.Json.Nodes;
using Wugang.Firmware.Core.Records;
using Wugang.Sim.App;
using Wugang.Supervisor.Rules;

namespace Wugang.Tests.Supervisor.Support;

/// <summary>The demonstration's building, on virtual boards of its own, with keys that tests know.</summary>
internal sealed class TestSite : IDisposable
{
    private const string KeyId = "1";

    private readonly TempFolder _flash = new();

    /// <summary>Every node has a key of its own.</summary>
    public IReadOnlyList<(NodeId Id, NodeKey Key)> Keys { get; } =
        [.. Kindergarten.Nodes.Select(node => (node.Id, AccessOf(node.Id, 0).Key.MakeKey(new SystemMac())))];

    public Site Site { get; private set; } = new([]);

    /// <summary>The key of the node that somebody has to set up.</summary>
    public static (NodeId Id, NodeKey Key) FreshKey { get; } =
        (Kindergarten.FreshNode.Id, AccessOf(Kindergarten.FreshNode.Id, 0).Key.MakeKey(new SystemMac()));

    public static byte[] SecretOf(NodeId node)
    {
        byte[] secret = new byte[NodeKey.SecretBytes];
        Array.Fill(secret, (byte)(node.Node[1] - '0'));
        return secret;
    }

    /// <summary>The folder that is a node's flash drive.</summary>
    public string FlashOf(NodeId node)
    {
        return _flash.PathOf(node.Value);
    }

    /// <summary>Mounts the boards and gives them power.</summary>
    public void PowerOn(int brokerPort)
    {
        VirtualNode[] nodes =
        [
            .. Kindergarten.Nodes.Select(node =>
                Mount(node, AccessOf(node.Id, brokerPort))),
        ];
        Site = new Site(nodes);
        foreach (VirtualNode node in nodes)
        {
            node.PowerOn();
        }
    }

    /// <summary>Mounts one board without settings and keys, and gives it power.</summary>
    /// <param name="brokerPort">Port of the broker that the phone will tell it of.</param>
    /// <param name="change">Changes the settings that the phone has for it.</param>
    public VirtualNode PowerOnFresh(int brokerPort, Action<JsonNode>? change = null)
    {
        NodeFile file = Kindergarten.FreshNode;
        NodeAccess access = AccessOf(file.Id, brokerPort);
        JsonNode settings = JsonNode.Parse(file.Fill(access, isAlwaysOpen: true))!;
        change?.Invoke(settings);
        VirtualNode node = new(
            file.Name, JsonSerializer.SerializeToUtf8Bytes(settings), access.WriteKeys(), FlashOf(file.Id), BuildingUse.AlwaysBusy, isFresh: true);
        Site = new Site([node]);
        node.PowerOn();
        return node;
    }

    /// <summary>The configuration with which a node was mounted.</summary>
    public static byte[] ConfigurationOf(NodeFile node, int brokerPort)
    {
        return node.Fill(AccessOf(node.Id, brokerPort), isAlwaysOpen: true);
    }

    /// <summary>Does what a person would, and expects it to be possible.</summary>
    public void Do(string command)
    {
        CommandResult result = Site.Execute(command);
        Assert.IsTrue(result.Ok, result.Message.En);
    }

    /// <summary>Does what a person would, and waits until the node has it on its flash.</summary>
    public Task DoAndRecordAsync(string node, string command)
    {
        string before = SegmentsOf(node);
        Do(command);
        return Eventually.IsTrueAsync(() => SegmentsOf(node) != before, command + " is on the flash");
    }

    // Open at all hours: what a test sees must not depend on when it runs.
    private VirtualNode Mount(NodeFile node, NodeAccess access)
    {
        return new VirtualNode(
            node.Name, node.Fill(access, isAlwaysOpen: true), access.WriteKeys(node.SensorAddresses), FlashOf(node.Id), BuildingUse.AlwaysBusy);
    }

    public static NodeAccess AccessOf(NodeId node, int brokerPort)
    {
        string secret = System.Buffers.Text.Base64Url.EncodeToString(SecretOf(node));
        return new NodeAccess("127.0.0.1", brokerPort, TestTownship.PasswordOf(node.Value), new StoredKey(KeyId, secret));
    }

    /// <summary>The journal's segments of zones and their lengths, which change with each record that a person causes.</summary>
    private string SegmentsOf(string node)
    {
        DirectoryInfo flash = new(_flash.PathOf(node));
        return string.Join(' ', flash.GetFiles("z*").Concat(flash.GetFiles("a*")).Select(file => $"{file.Name}:{file.Length}"));
    }

    public void Dispose()
    {
        Site.Dispose();
        _flash.Dispose();
    }
}
