using System.Text;
using Wugang.Firmware.Core.Config;
using Wugang.Sim.App.Consoles;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.EndToEnd;

/// <summary>Records are taken apart, and the node's own check tells the good ones.</summary>
[TestClass]
public class RecordAnatomyTests
{
    private static readonly NodeKeys Keys = new() { KeyId = "1", KeySecret = TestSite.SecretOf(new TestNode().Id) };

    [TestMethod]
    public void ARecordIsJoinedToTheOneBeforeAndVerified()
    {
        TestNode node = new();
        RecordAnatomy? first = RecordAnatomy.Of(node.Started(("gate", "door")), Keys, before: null);
        RecordAnatomy? second = RecordAnatomy.Of(node.Started(("gate", "door")), Keys, first);

        Assert.AreEqual(("first", "joined"), (first!.Chain, second!.Chain));
        Assert.AreEqual((1L, 2L, "boot", "1"), (first.Seq, second.Seq, second.Kind, second.KeyId));
        Assert.AreEqual(first.Link, second.Prev);
        Assert.StartsWith(first.Link[..20], first.Signature);
        Assert.IsTrue(first.Verified && second.Verified);
    }

    [TestMethod]
    public void AChangedByteIsNotVerified()
    {
        byte[] record = new TestNode().Started(("gate", "door"));
        byte[] forged = Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(record).Replace("gate", "hall", StringComparison.Ordinal));

        Assert.IsFalse(RecordAnatomy.Of(forged, Keys, before: null)!.Verified);
    }

    [TestMethod]
    public void AnotherKeyIsNotVerified()
    {
        Assert.IsFalse(RecordAnatomy.Of(new TestNode(keyId: "2").Started(("gate", "door")), Keys, before: null)!.Verified);
        Assert.IsFalse(RecordAnatomy.Of(new TestNode(secret: 2).Started(("gate", "door")), Keys, before: null)!.Verified);
    }

    [TestMethod]
    public void AnotherChainIsBrokenAndAGapIsUnseen()
    {
        TestNode node = new();
        RecordAnatomy? stranger = RecordAnatomy.Of(new TestNode(secret: 2).Started(("gate", "door")), Keys, before: null);
        node.Started(("gate", "door"));
        byte[] second = node.Started(("gate", "door"));

        Assert.AreEqual("broken", RecordAnatomy.Of(second, Keys, stranger)!.Chain);
        Assert.AreEqual("unseen", RecordAnatomy.Of(second, Keys, before: null)!.Chain);
    }

    [TestMethod]
    public void WhatIsNoRecordIsNotTakenApart()
    {
        Assert.IsNull(RecordAnatomy.Of("open gate"u8.ToArray(), Keys, before: null));
    }
}
