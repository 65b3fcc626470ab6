using nanoFramework.TestFramework;
using Wugang.Firmware.Core.Records;
using Wugang.Tests.Shared.Fakes;

namespace Wugang.Tests.Shared;

/// <summary>Commands on the wire: what the supervisor writes the node reads, and nothing else.</summary>
[TestClass]
public class CommandTests
{
    private const string Unsigned =
        "{'by':'duty officer','command':'bypass','duration_s':600,'expires':1763884860000,'id':7,'kind':'cmd',"
        + "'node':'410481001-0007-01','reason':'detector is being cleaned',";

    [TestMethod]
    public void ACommandIsReadAsItWasWritten()
    {
        byte[] message = Sent();
        Command read = new Command();

        Assert.AreEqual((int)ReadStatus.Ok, (int)read.Read(message, NodeId.Parse(Sample.Node)));

        Expect.Contains(Bytes.ToText(Bytes.FromJson(Unsigned)) + "\"sig\":\"", Bytes.ToText(message));
        Expect.Contains("\",\"v\":1,\"zone\":\"smoke\"}", Bytes.ToText(message));
        Assert.AreEqual("duty officer", read.By);
        Assert.AreEqual("bypass", read.Act);
        Assert.AreEqual(600L, read.DurationS);
        Assert.AreEqual(1763884860000L, read.ExpiresUnixMs);
        Assert.AreEqual(7L, read.Id);
        Assert.AreEqual("detector is being cleaned", read.Reason);
        Assert.AreEqual("smoke", read.Zone);
        Assert.IsTrue(read.Signed.Names(Sample.Key()));
        Assert.IsTrue(read.Signed.IsSignedBy(Sample.Key()));
        Assert.IsFalse(read.Signed.IsSignedBy(Sample.ForeignKey()));
    }

    [TestMethod]
    [DataRow("'bypass'", "'by pass'")]
    [DataRow("'bypass'", "''")]
    [DataRow("'duration_s':600", "'duration_s':-1")]
    [DataRow("'id':7", "'id':0")]
    [DataRow("'kind':'cmd'", "'kind':'ack'")]
    [DataRow("0007-01", "0007-02")]
    [DataRow("'smoke'", "'Smoke'")]
    [DataRow(",'id':7", "")]
    public void WhatDoesNotFitIsRefused(string part, string replacement)
    {
        string text = Bytes.ToText(Sent());
        string good = Bytes.ToText(Bytes.FromJson(part));
        int at = text.IndexOf(good);
        string bad = text.Substring(0, at) + Bytes.ToText(Bytes.FromJson(replacement)) + text.Substring(at + good.Length);

        ReadStatus status = new Command().Read(Ascii.GetBytes(bad), NodeId.Parse(Sample.Node));

        Assert.AreEqual((int)ReadStatus.BadMember, (int)status);
    }

    [TestMethod]
    [DataRow(128, (int)ReadStatus.Ok)]
    [DataRow(129, (int)ReadStatus.BadMember)]
    public void AReasonIsOfBoundedLength(int characters, int status)
    {
        Command command = Sample.Command();
        command.Reason = new string('x', characters);
        byte[] message = command.Write(Sample.Key(), NodeId.Parse(Sample.Node));

        Assert.AreEqual(status, (int)new Command().Read(message, NodeId.Parse(Sample.Node)));
    }

    [TestMethod]
    public void OnlySoManyCommandsWait()
    {
        FakeLink link = new FakeLink(new EffectLog());
        for (int i = 0; i < 10; i++)
        {
            link.ReceiveCommand(new byte[i]);
        }

        for (int i = 0; i < 8; i++)
        {
            Assert.AreEqual(i, link.TakeCommand().Length);
        }

        Assert.IsNull(link.TakeCommand());
    }

    private static byte[] Sent()
    {
        return Sample.Command().Write(Sample.Key(), NodeId.Parse(Sample.Node));
    }
}
