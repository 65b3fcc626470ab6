using Wugang.Firmware.Core.Records;

namespace Wugang.Tests.Supervisor.Support;

/// <summary>Reads acknowledgements as the node does.</summary>
internal static class Acknowledged
{
    /// <summary>The number that the newest acknowledgement confirms, or -1 where there is none.</summary>
    public static long Newest(MqttPeer peer, TestNode node)
    {
        return peer.Newest(node.Topics.Acknowledgement) is { } message ? Read(message, node) : -1;
    }

    public static Task IsAsync(MqttPeer peer, TestNode node, long sequence)
    {
        return Eventually.IsTrueAsync(() => Newest(peer, node) == sequence, $"{node.Id} hears that {sequence} is stored");
    }

    private static long Read(byte[] message, TestNode node)
    {
        Acknowledgement acknowledgement = new();
        Assert.AreEqual(ReadStatus.Ok, acknowledgement.Read(message, node.Id));
        Assert.IsTrue(acknowledgement.Signed.Names(node.Key));
        Assert.IsTrue(acknowledgement.Signed.IsSignedBy(node.Key));
        return acknowledgement.Sequence;
    }
}
