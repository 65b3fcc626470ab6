using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Records;
using Wugang.Sim.App;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Enrolment;

namespace Wugang.Tests.Supervisor.Support;

/// <summary>The demonstration's building, on virtual boards of its own, with keys that tests know.</summary>
internal sealed class TestSite : IDisposable
{
    private const string KeyId = "1";

    private readonly TempFolder _flash = new();
    private readonly IReadOnlyList<(BilingualName Name, NodeSettings Settings)> _described = Kindergarten.CreateNodes();

    /// <summary>Every node has a key of its own.</summary>
    public IReadOnlyList<(NodeId Id, NodeKey Key)> Keys =>
        [.. _described.Select(node => (node.Settings.Node, new NodeKey(KeyId, SecretOf(node.Settings.Node), new SystemMac())))];

    public Site Site { get; private set; } = new([]);

    public static byte[] SecretOf(NodeId node)
    {
        byte[] secret = new byte[NodeKey.SecretBytes];
        Array.Fill(secret, (byte)(node.Node[1] - '0'));
        return secret;
    }

    /// <summary>Mounts the boards and gives them power.</summary>
    public void PowerOn(int brokerPort)
    {
        List<VirtualNode> nodes = [];
        foreach ((BilingualName name, NodeSettings settings) in _described)
        {
            settings.BrokerHost = "127.0.0.1";
            settings.BrokerPort = brokerPort;
            settings.BrokerPassword = TestTownship.PasswordOf(settings.Node.Value);
            (settings.KeyId, settings.KeySecret) = (KeyId, SecretOf(settings.Node));
            nodes.Add(new VirtualNode(name, settings, _flash.PathOf(settings.Node.Value)));
        }

        Site = new Site(nodes);
        foreach (VirtualNode node in nodes)
        {
            node.PowerOn();
        }
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
        long before = JournalBytes(node);
        Do(command);
        return Eventually.IsTrueAsync(() => JournalBytes(node) > before, command + " is on the flash");
    }

    private long JournalBytes(string node)
    {
        return new DirectoryInfo(_flash.PathOf(node)).GetFiles("j*").Sum(file => file.Length);
    }

    public void Dispose()
    {
        Site.Dispose();
        _flash.Dispose();
    }
}
