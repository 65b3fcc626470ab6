using System.Text;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Rules;

/// <summary>A stored record is taken apart and checked anew.</summary>
[TestClass]
public sealed class RecordInspectionTests
{
    [TestMethod]
    public void ARecordComesApartIntoWhatWasSignedAndBy()
    {
        TestNode node = new();
        byte[] record = node.Started(("gate", "door"));

        RecordInspection inspection = Inspect(node, record);

        string text = Encoding.ASCII.GetString(record);
        Assert.AreEqual("{\"alg\":\"HS256\",\"b64\":false,\"crit\":[\"b64\"],\"kid\":\"1\"}", inspection.Header);
        Assert.AreEqual("1", inspection.KeyId);
        Assert.AreEqual(SignatureState.Good, inspection.State);
        Assert.AreEqual(
            text,
            inspection.Payload.Replace(",\"t\":", $",\"sig\":\"{inspection.EncodedHeader}..{inspection.Signature}\",\"t\":", StringComparison.Ordinal));
    }

    [TestMethod]
    public void OneChangedDigitIsAWrongSignature()
    {
        TestNode node = new();
        byte[] record = node.Started();
        record[record.AsSpan().IndexOf("\"up\":1000"u8) + 5] = (byte)'2';

        Assert.AreEqual(SignatureState.Wrong, Inspect(node, record).State);
    }

    [TestMethod]
    public void AKeyThatTheNodeDoesNotHaveCannotBeChecked()
    {
        TestNode node = new();
        byte[] record = node.Started();

        RecordInspection inspection = RecordInspection.Of(record, [TestNode.KeyOf("2", 1)], null, []);

        Assert.AreEqual(SignatureState.KeyUnknown, inspection.State);
        Assert.AreEqual("1", inspection.KeyId);
    }

    [TestMethod]
    public void EachRecordJoinsTheOneBeforeIt()
    {
        TestNode node = new();
        byte[] first = node.Started();
        byte[] second = node.Door("gate", isOpen: true);
        byte[] third = node.Door("gate", isOpen: false);

        Assert.AreEqual(ChainPlace.First, Inspect(node, first).Place);
        Assert.AreEqual(ChainPlace.Joined, Inspect(node, second, first).Place);
        Assert.AreEqual(ChainPlace.Broken, Inspect(node, third, first).Place);
        Assert.AreEqual(ChainPlace.Missing, Inspect(node, third).Place);
    }

    [TestMethod]
    public void AHeartbeatIsJoinedToTheRecordThatItVouchesFor()
    {
        TestNode node = new();
        byte[] before = node.Heartbeat();
        byte[] first = node.Started();
        byte[] second = node.Door("gate", isOpen: true);
        byte[] heartbeat = node.Heartbeat();

        Assert.AreEqual(ChainPlace.First, Inspect(node, before).Place);
        Assert.AreEqual(ChainPlace.Joined, Inspect(node, heartbeat, second).Place);
        Assert.AreEqual(ChainPlace.Broken, Inspect(node, heartbeat, first).Place);
    }

    [TestMethod]
    public void RecordsThatAreGoneAreExplainedByASignedLoss()
    {
        TestNode node = new();
        node.Started();
        node.Door("gate", isOpen: true);
        ChainLink gone = new();
        gone.MoveTo(node.Head);
        byte[] behind = node.Door("gate", isOpen: false);
        byte[] loss = node.Journal(RecordKind.Loss, data => Loss.Write(data, 1, gone, 0));
        byte[] unrelated = node.Journal(RecordKind.Loss, data => Loss.Write(data, 1, node.Head, 0));

        Assert.AreEqual(ChainPlace.AfterLoss, RecordInspection.Of(behind, [node.Key], null, [unrelated, loss]).Place);
        Assert.AreEqual(ChainPlace.Missing, RecordInspection.Of(behind, [node.Key], null, [unrelated]).Place);
    }

    [TestMethod]
    public void WhatIsNoRecordIsSaidSo()
    {
        Assert.ThrowsExactly<InvalidDataException>(() => RecordInspection.Of("{}"u8.ToArray(), [], null, []));
    }

    private static RecordInspection Inspect(TestNode node, byte[] record, byte[]? before = null)
    {
        return RecordInspection.Of(record, [node.Key], before, []);
    }
}
