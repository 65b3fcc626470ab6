using nanoFramework.TestFramework;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Provisioning;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Node.Ports;
using Wugang.Firmware.Node.Setup;
using Wugang.Tests.Shared.Fakes;

namespace Wugang.Tests.Shared.Setup;

/// <summary>Settings and keys from a phone: taken when they are good, stored all together, and never given out.</summary>
[TestClass]
public class SetupServiceTests
{
    private const int PressMs = 200;

    [TestMethod]
    public void WhatIsNotGoodIsRefusedWithItsFaults()
    {
        SetupBench bench = Authorized();

        bench.Send(SetupKind.Settings, "bad");

        Assert.AreEqual((int)SetupStatus.Refused, (int)bench.Status);
        Assert.AreEqual(SetupBench.Fault + "\n" + SetupBench.Fault, bench.Faults);
    }

    [TestMethod]
    public void AnAnswerHoldsNothingOfTheKeys()
    {
        SetupBench bench = Authorized();

        bench.Send(SetupKind.Keys, SetupBench.GoodKeys);

        Assert.AreEqual("0201", Bytes.ToHex(bench.Server.Read(PhoneCharacteristic.SetupResult)));
    }

    [TestMethod]
    public void PiecesMakeAMessage()
    {
        SetupBench bench = Authorized();
        byte[] message = SetupBench.Message(SetupKind.Settings, SetupBench.Node);

        bench.Write(PhoneCharacteristic.SetupRequest, Bytes.Slice(message, 0, 20));
        bench.Run(4900);
        Assert.AreEqual(0, bench.Server.Read(PhoneCharacteristic.SetupResult).Length);
        bench.Write(PhoneCharacteristic.SetupRequest, Bytes.Slice(message, 20, message.Length - 20));

        Assert.AreEqual((int)SetupStatus.Accepted, (int)bench.Status);
    }

    [TestMethod]
    public void AMessageWhoseRestDoesNotComeIsUnfinished()
    {
        SetupBench bench = Authorized();

        bench.Write(PhoneCharacteristic.SetupRequest, new byte[] { 1, 4 });
        bench.Run(5100);

        Assert.AreEqual("0104", Bytes.ToHex(bench.Server.Read(PhoneCharacteristic.SetupResult)));
        bench.Send(SetupKind.Settings, SetupBench.Node);
        Assert.AreEqual((int)SetupStatus.Accepted, (int)bench.Status);
    }

    [TestMethod]
    public void AWrongCheckIsDamage()
    {
        SetupBench bench = Authorized();
        byte[] message = SetupBench.Message(SetupKind.Settings, SetupBench.Node);
        message[message.Length - 1] ^= 1;

        bench.Write(PhoneCharacteristic.SetupRequest, message);

        Assert.AreEqual((int)SetupStatus.Damaged, (int)bench.Status);
    }

    [TestMethod]
    public void TooLongIsSaidWithTheFirstPiece()
    {
        SetupBench bench = Authorized();

        bench.Write(PhoneCharacteristic.SetupRequest, new byte[] { 2, 255, 255 });

        Assert.AreEqual("0203", Bytes.ToHex(bench.Server.Read(PhoneCharacteristic.SetupResult)));
    }

    [TestMethod]
    public void AnUnknownKindIsSaidSo()
    {
        SetupBench bench = Authorized();

        bench.Send((SetupKind)99, "");

        Assert.AreEqual((int)SetupStatus.UnknownKind, (int)bench.Status);
    }

    [TestMethod]
    public void ApplyNeedsSomethingToStoreAndANetwork()
    {
        SetupBench bench = Authorized();

        bench.Send(SetupKind.Apply, "");
        Assert.AreEqual((int)SetupStatus.Incomplete, (int)bench.Status, "nothing was sent");
        bench.Send(SetupKind.Settings, SetupBench.Node);
        bench.Send(SetupKind.Apply, "");

        Assert.AreEqual((int)SetupStatus.Incomplete, (int)bench.Status, "no network");
        Assert.AreEqual("", bench.FileAfterRestart("node.json"));
    }

    [TestMethod]
    public void KeysAloneCanBeReplacedAtWork()
    {
        SetupBench bench = AtWorkWithNetwork();

        bench.Send(SetupKind.Keys, SetupBench.GoodKeys);
        bench.Send(SetupKind.Apply, "");

        Assert.AreEqual((int)SetupStatus.Accepted, (int)bench.Status);
        Assert.AreEqual((int)ImprovState.Provisioned, (int)bench.State);
        bench.Run(2100);
        Assert.IsTrue(bench.Task.IsDone);
        Assert.AreEqual(SetupBench.GoodKeys, bench.FileAfterRestart("keys.json"));
        Assert.AreEqual("journal", Bytes.ToText(bench.FakeStorage.ContentOf("z0000001")));
    }

    [TestMethod]
    public void RefusedSettingsDoNotReplaceGoodOnes()
    {
        SetupBench bench = AtWorkWithNetwork();

        bench.Send(SetupKind.Settings, SetupBench.Node);
        bench.Send(SetupKind.Settings, "bad");
        bench.Send(SetupKind.Apply, "");

        Assert.AreEqual(SetupBench.Node, bench.FileAfterRestart("node.json"));
    }

    [TestMethod]
    public void ANodeThatBecomesAnotherOneForgetsItsJournal()
    {
        SetupBench bench = AtWorkWithNetwork();

        bench.Send(SetupKind.Settings, SetupBench.AnotherNode);
        bench.Send(SetupKind.Keys, SetupBench.GoodKeys);
        bench.Send(SetupKind.Apply, "");

        Assert.AreEqual(SetupBench.AnotherNode, bench.FileAfterRestart("node.json"));
        Assert.AreEqual("", Bytes.ToText(bench.FakeStorage.ContentOf("z0000001")));
        Assert.IsNotNull(WifiStore.Load(bench.FakeStorage));
    }

    [TestMethod]
    public void AFlashThatRefusesIsSaidSo()
    {
        SetupBench bench = AtWorkWithNetwork();
        bench.Send(SetupKind.Keys, SetupBench.GoodKeys);
        bench.FakeStorage.IsFailing = true;

        bench.Send(SetupKind.Apply, "");

        Assert.AreEqual((int)SetupStatus.StorageFailed, (int)bench.Status);
        Assert.AreEqual((int)ImprovState.Authorized, (int)bench.State);
    }

    [TestMethod]
    public void SettingsOfFullLengthInPiecesOfTheSmallestPacketComeThroughInTheMinute()
    {
        SetupBench bench = Authorized();
        byte[] message = SetupBench.Message(SetupKind.Settings, new string(' ', Limits.MaxSettingsBytes));
        for (int at = 0; at < message.Length; at += 20)
        {
            // A phone writes at most once in a connection interval.
            bench.Write(PhoneCharacteristic.SetupRequest, Bytes.Slice(message, at, message.Length - at < 20 ? message.Length - at : 20));
            bench.Run(40);
        }

        Assert.AreEqual((int)SetupStatus.Refused, (int)bench.Status, "blanks are no settings, but all of them came");
    }

    private static SetupBench Authorized()
    {
        SetupBench bench = SetupBench.Fresh();
        bench.Connect();
        bench.Press(PressMs);
        return bench;
    }

    private static SetupBench AtWorkWithNetwork()
    {
        SetupBench bench = SetupBench.AtWork("nursery");
        bench.FakeStorage.Append("z0000001", Ascii.GetBytes("journal"), 0, 7);
        bench.Press(5100);
        bench.Connect();
        return bench;
    }
}
