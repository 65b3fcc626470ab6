using Wugang.Firmware.Core.Records;

namespace Wugang.Tests.Core;

/// <summary>Records that a node would write.</summary>
internal static class Signing
{
    public static NodeId Node { get; } = NodeId.Parse("410481001-0007-01");

    public static NodeKey Key { get; } = new("1", [.. Enumerable.Range(0, 32).Select(i => (byte)i)], new NetMac());

    public static RecordWriter NewWriter()
    {
        return new RecordWriter(Node, 1, Key);
    }

    public static byte[] Record()
    {
        RecordWriter writer = NewWriter();
        writer.Begin(RecordKind.Zone).Name("alarm").Boolean(true).Name("zone").Text("front \"door\"");
        writer.EndJournaled(new ChainLink(), ClockReading.At(1763884800000, 40, ClockQuality.Sync), 77);
        return writer.Signed.ToArray();
    }
}
