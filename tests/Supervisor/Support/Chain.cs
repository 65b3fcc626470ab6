using Wugang.Firmware.Core.Records;

namespace Wugang.Tests.Supervisor.Support;

/// <summary>Checks a node's records from the first to the last, as somebody would who trusts nobody.</summary>
internal static class Chain
{
    /// <summary>The records are numbered without gap, linked and signed. Returns the newest boot.</summary>
    public static long Verify(IReadOnlyList<byte[]> records, NodeKey key)
    {
        ChainLink head = new();
        RecordReader reader = new();
        foreach (byte[] record in records)
        {
            Assert.AreEqual(ReadStatus.Ok, reader.Read(record, 0, record.Length));
            Assert.AreEqual(head.Sequence + 1, reader.Sequence);
            Assert.IsTrue(head.IsLink(reader.PreviousLink));
            Assert.IsTrue(reader.Signed.Names(key) && reader.Signed.IsSignedBy(key));
            head.MoveTo(reader.Sequence, reader.Signed.Signature);
        }

        return reader.Boot;
    }
}
