using nanoFramework.TestFramework;
using Wugang.Firmware.Core.Records;
using Wugang.Tests.Shared.Fakes;

namespace Wugang.Tests.Shared;

/// <summary>Signed records against the worked chain of the wire format, and everything that must be refused.</summary>
[TestClass]
public class RecordTests
{
    [TestMethod]
    public void HmacGivesTheSignatureOfRfc7515AppendixA1()
    {
        byte[] key = Base64Url.Decode(
            "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow");
        byte[] input = Ascii.GetBytes(
            "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9"
            + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ");

        byte[] signature = new TestMac().ComputeHmacSha256(key, input, 0, input.Length);

        Expect.SameBytes(Base64Url.Decode("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"), signature);
    }

    [TestMethod]
    public void TheWorkedChainComesOutByteForByte()
    {
        RecordWriter writer = Sample.Writer();
        ChainLink head = new ChainLink();

        Expect.SameBytes(Bytes.FromJson(Sample.FirstRecord), Sample.WriteFirst(writer, head));
        Expect.SameBytes(Bytes.FromJson(Sample.SecondRecord), Sample.WriteSecond(writer, head));
        Assert.AreEqual(2L, head.Sequence);
    }

    [TestMethod]
    public void AReaderShowsWhatTheRecordSays()
    {
        byte[] bytes = Bytes.FromJson(Sample.SecondRecord);
        RecordReader reader = new RecordReader();

        Assert.AreEqual((int)ReadStatus.Ok, (int)reader.Read(bytes, 0, bytes.Length));

        Assert.AreEqual((int)RecordKind.Meter, (int)reader.Kind);
        Assert.AreEqual(Sample.Node, reader.Node.Value);
        Assert.AreEqual(1L, reader.Boot);
        Assert.AreEqual(2L, reader.Sequence);
        Assert.AreEqual(0L, reader.Heartbeat);
        Assert.AreEqual(1763884800000L, reader.Time.UnixMs);
        Assert.AreEqual(40L, reader.Time.ErrorMs);
        Assert.AreEqual((int)ClockQuality.Sync, (int)reader.Time.Quality);
        Assert.AreEqual(601250L, reader.UpMs);
        string data = Ascii.GetString(bytes, reader.DataStart, reader.DataCount);
        Assert.AreEqual((int)'{', (int)data[0]);
        Expect.Contains("12345678}", data);
        Assert.IsTrue(reader.Signed.Names(Sample.Key()));
        Assert.IsTrue(reader.Signed.IsSignedBy(Sample.Key()));
    }

    [TestMethod]
    public void EveryChangedByteIsRefused()
    {
        byte[] bytes = Bytes.FromJson(Sample.SecondRecord);
        RecordReader reader = new RecordReader();
        NodeKey key = Sample.Key();
        for (int at = 0; at < bytes.Length; at++)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                bytes[at] ^= (byte)(1 << bit);
                bool isBelieved = reader.Read(bytes, 0, bytes.Length) == ReadStatus.Ok
                    && reader.Signed.Names(key)
                    && reader.Signed.IsSignedBy(key);
                Assert.IsFalse(isBelieved, "byte " + at.ToString() + " bit " + bit.ToString());
                bytes[at] ^= (byte)(1 << bit);
            }
        }
    }

    [TestMethod]
    public void EveryTruncationIsRefused()
    {
        byte[] bytes = Bytes.FromJson(Sample.SecondRecord);
        RecordReader reader = new RecordReader();
        for (int count = 0; count < bytes.Length; count++)
        {
            Assert.AreNotEqual((int)ReadStatus.Ok, (int)reader.Read(bytes, 0, count), count.ToString());
        }
    }

    [TestMethod]
    public void AnotherKeyDidNotSign()
    {
        byte[] bytes = Bytes.FromJson(Sample.FirstRecord);
        RecordReader reader = new RecordReader();
        reader.Read(bytes, 0, bytes.Length);

        Assert.IsTrue(reader.Signed.Names(Sample.ForeignKey()), "the id alone is the same");
        Assert.IsFalse(reader.Signed.IsSignedBy(Sample.ForeignKey()));
        Assert.IsFalse(reader.Signed.Names(new NodeKey("2", Bytes.Ascending(NodeKey.SecretBytes), new TestMac())));
    }

    [TestMethod]
    [DataRow("'v':1}", "'v':2}", (int)ReadStatus.UnknownVersion)]
    [DataRow("'kind':'boot'", "'kind':'boat'", (int)ReadStatus.BadMember)]
    [DataRow("'seq':1", "'seq':0", (int)ReadStatus.BadMember)]
    [DataRow("'boot':1", "'boot':0", (int)ReadStatus.BadMember)]
    [DataRow("'boot':1", "'boot':-1", (int)ReadStatus.BadMember)]
    [DataRow("'up':1250", "'up':-1", (int)ReadStatus.BadMember)]
    [DataRow("410481001-0007-01", "410481001-0007-1x", (int)ReadStatus.BadMember)]
    [DataRow("'prev':'AA", "'prev':'A", (int)ReadStatus.BadMember)]
    [DataRow("'t':0,", "'t':5,", (int)ReadStatus.BadMember)]
    [DataRow("'tq':'none'", "'tq':'sync'", (int)ReadStatus.BadMember)]
    [DataRow("'tq':'none'", "'tq':'good'", (int)ReadStatus.BadMember)]
    [DataRow("'up':1250", "'up':1250.5", (int)ReadStatus.NotCanonical)]
    [DataRow("{'boot'", "{ 'boot'", (int)ReadStatus.NotCanonical)]
    [DataRow("'v':1}", "'v':1,'w':1}", (int)ReadStatus.BadMember)]
    [DataRow("'v':1}", "'v':1}}", (int)ReadStatus.NotCanonical)]
    [DataRow("'data':{'reset':'power_on','version':'1.0.0'},", "", (int)ReadStatus.BadMember)]
    [DataRow("'data':{'reset':'power_on','version':'1.0.0'}", "'data':[]", (int)ReadStatus.BadMember)]
    [DataRow("'kind':'boot'", "'kind':'heartbeat'", (int)ReadStatus.BadMember)]
    [DataRow("{'boot'", "x{'boot'", (int)ReadStatus.NotJson)]
    public void WhatDoesNotFitIsNamed(string part, string replacement, int expected)
    {
        string text = Sample.FirstRecord;
        int at = text.IndexOf(part);
        byte[] bytes = Bytes.FromJson(text.Substring(0, at) + replacement + text.Substring(at + part.Length));

        Assert.AreEqual(expected, (int)new RecordReader().Read(bytes, 0, bytes.Length));
    }

    [TestMethod]
    public void ARecordThatIsTooLongIsRefusedUnread()
    {
        byte[] bytes = new byte[Firmware.Core.Limits.MaxRecordBytes + 1];

        Assert.AreEqual((int)ReadStatus.TooLarge, (int)new RecordReader().Read(bytes, 0, bytes.Length));
        Assert.AreEqual((int)ReadStatus.NotJson, (int)new RecordReader().Read(bytes, 0, bytes.Length - 1));
    }

    [TestMethod]
    public void AHeartbeatVouchesForTheHead()
    {
        RecordWriter writer = Sample.Writer();
        ChainLink head = new ChainLink();
        Sample.WriteFirst(writer, head);
        writer.Begin(RecordKind.Heartbeat).Name("siren").Boolean(false);
        writer.EndHeartbeat(7, head, null, default, 30000);
        byte[] bytes = writer.Signed.ToArray();
        RecordReader reader = new RecordReader();

        Assert.AreEqual((int)ReadStatus.Ok, (int)reader.Read(bytes, 0, bytes.Length));

        Assert.AreEqual((int)RecordKind.Heartbeat, (int)reader.Kind);
        Assert.AreEqual(7L, reader.Heartbeat);
        Assert.AreEqual(1L, reader.Sequence);
        Assert.IsTrue(head.IsLink(reader.HeadLink));
        Assert.IsTrue(reader.Signed.IsSignedBy(Sample.Key()));
        Assert.AreEqual(1L, head.Sequence, "a heartbeat takes no number");
    }

    [TestMethod]
    public void AnAcknowledgementIsForOneNodeAlone()
    {
        byte[] bytes = Acknowledgement.Write(Sample.Key(), NodeId.Parse(Sample.Node), 12, 1763884800000, Bytes.Ascending(16));
        Acknowledgement acknowledgement = new Acknowledgement();

        Assert.AreEqual((int)ReadStatus.Ok, (int)acknowledgement.Read(bytes, NodeId.Parse(Sample.Node)));
        Assert.AreEqual(12L, acknowledgement.Sequence);
        Assert.AreEqual(1763884800000L, acknowledgement.UnixMs);
        Expect.SameBytes(Bytes.Ascending(16), acknowledgement.Challenge);
        Assert.IsTrue(acknowledgement.Signed.IsSignedBy(Sample.Key()));
        Assert.IsFalse(acknowledgement.Signed.IsSignedBy(Sample.ForeignKey()));
        ReadStatus forAnother = acknowledgement.Read(bytes, NodeId.Parse("410481001-0007-02"));
        Assert.AreEqual((int)ReadStatus.BadMember, (int)forAnother);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void BirthAndWillSayWhichConnectionTheyMean(bool isOnline)
    {
        byte[] bytes = Presence.Write(Sample.Key(), NodeId.Parse(Sample.Node), 3, 4, isOnline);
        Presence presence = new Presence();

        Assert.AreEqual((int)ReadStatus.Ok, (int)presence.Read(bytes));
        Assert.AreEqual(3L, presence.Boot);
        Assert.AreEqual(4L, presence.Connection);
        Assert.AreEqual(isOnline, presence.IsOnline);
        Assert.AreEqual(Sample.Node, presence.Node.Value);
        Assert.IsTrue(presence.Signed.IsSignedBy(Sample.Key()));
        bytes[bytes.Length - 3] ^= 1;
        Assert.AreNotEqual((int)ReadStatus.Ok, (int)presence.Read(bytes));
    }
}
