using nanoFramework.TestFramework;
using Wugang.Firmware.Core.Provisioning;
using Wugang.Firmware.Node.Ports;
using Wugang.Tests.Shared.Fakes;

namespace Wugang.Tests.Shared.Setup;

/// <summary>Who may set a node up: somebody at its button, with one phone, for a minute.</summary>
[TestClass]
public class SetupAuthorizationTests
{
    private const int PressMs = 200;
    private const int WindowMs = 60000;

    [TestMethod]
    public void AFreshNodeWaitsAndTakesNothingBeforeTheButton()
    {
        SetupBench bench = SetupBench.Fresh();
        bench.Connect();

        Assert.AreEqual("SafetyNode", bench.Server.DeviceName);
        Assert.AreEqual((int)ImprovState.AuthorizationRequired, (int)bench.State);
        bench.SendWifi();
        Assert.AreEqual((int)ImprovError.NotAuthorized, (int)bench.Error);
        Assert.IsNull(bench.FakeWifi.Name);
        bench.Send(SetupKind.Keys, SetupBench.GoodKeys);
        Assert.AreEqual((int)SetupStatus.NotAuthorized, (int)bench.Status);
    }

    [TestMethod]
    public void TheButtonAuthorizesForAMinute()
    {
        SetupBench bench = SetupBench.Fresh();
        bench.Connect();

        bench.Press(PressMs);
        Assert.AreEqual((int)ImprovState.Authorized, (int)bench.State);
        bench.Run(WindowMs - 500);
        Assert.AreEqual((int)ImprovState.Authorized, (int)bench.State);
        bench.Run(500);

        Assert.AreEqual((int)ImprovState.AuthorizationRequired, (int)bench.State);
        bench.SendWifi();
        Assert.AreEqual((int)ImprovError.NotAuthorized, (int)bench.Error);
    }

    [TestMethod]
    public void ABounceIsNoPress()
    {
        SetupBench bench = SetupBench.Fresh();

        bench.Press(30);

        Assert.AreEqual((int)ImprovState.AuthorizationRequired, (int)bench.State);
    }

    [TestMethod]
    public void AnotherPressBeginsTheMinuteAnew()
    {
        SetupBench bench = SetupBench.Fresh();
        bench.Press(PressMs);
        bench.Run(50000);
        bench.Press(PressMs);

        bench.Run(50000);

        Assert.AreEqual((int)ImprovState.Authorized, (int)bench.State);
    }

    [TestMethod]
    public void WhenTheMinuteEndsInTheMiddleWhatWasSentIsForgotten()
    {
        SetupBench bench = SetupBench.Fresh();
        bench.Connect();
        bench.Press(PressMs);
        bench.Send(SetupKind.Settings, SetupBench.Node);
        byte[] keys = SetupBench.Message(SetupKind.Keys, SetupBench.GoodKeys);
        bench.Write(PhoneCharacteristic.SetupRequest, Bytes.Slice(keys, 0, 5));

        bench.Run(WindowMs);
        bench.Write(PhoneCharacteristic.SetupRequest, Bytes.Slice(keys, 5, keys.Length - 5));
        Assert.AreEqual((int)SetupStatus.NotAuthorized, (int)bench.Status);

        bench.Press(PressMs);
        bench.SendWifi();
        bench.FakeWifi.State = WifiState.Joined;
        bench.Run(100);
        Assert.AreEqual("", bench.FileAfterRestart("node.json"));
    }

    [TestMethod]
    public void WhatOnePhoneWasLetInForTheNextOneIsNot()
    {
        SetupBench bench = SetupBench.Fresh();
        bench.Connect();
        bench.Press(PressMs);
        bench.Send(SetupKind.Settings, SetupBench.Node);

        bench.Disconnect();
        bench.Connect();

        Assert.AreEqual((int)ImprovState.AuthorizationRequired, (int)bench.State);
        bench.Send(SetupKind.Apply, "");
        Assert.AreEqual((int)SetupStatus.NotAuthorized, (int)bench.Status);
    }

    [TestMethod]
    public void HalfAMessageOfOnePhoneIsNotTheBeginningOfTheNextOnes()
    {
        SetupBench bench = SetupBench.Fresh();
        bench.Connect();
        bench.Press(PressMs);
        byte[] keys = SetupBench.Message(SetupKind.Keys, SetupBench.GoodKeys);
        bench.Server.TryAdd(new PhoneEvent(PhoneCharacteristic.SetupRequest, Bytes.Slice(keys, 0, 5)));
        bench.Server.TryAdd(new PhoneEvent(PhoneEventKind.Left));
        bench.Server.TryAdd(new PhoneEvent(PhoneEventKind.Came));
        bench.Run(10);
        bench.Press(PressMs);

        bench.Write(PhoneCharacteristic.SetupRequest, keys);

        Assert.AreEqual((int)SetupStatus.Accepted, (int)bench.Status);
    }

    [TestMethod]
    public void ANodeAtWorkIsNoServerUntilTheButtonIsHeldForFiveSeconds()
    {
        SetupBench bench = SetupBench.AtWork();
        Assert.IsNull(bench.Server.DeviceName);
        bench.Press(4900);
        Assert.IsNull(bench.Server.DeviceName);

        bench.Press(5100);

        Assert.AreEqual(SetupBench.Node, bench.Server.DeviceName);
        Assert.AreEqual((int)ImprovState.Authorized, (int)bench.State);
    }

    [TestMethod]
    public void ANodeAtWorkIsAScannerAgainWhenTheMinuteIsOver()
    {
        SetupBench bench = SetupBench.AtWork();
        bench.Press(5100);

        bench.Run(WindowMs);

        Assert.IsNull(bench.Server.DeviceName);
        Assert.IsFalse(bench.Task.IsDone);
        Assert.IsFalse(bench.Lamp.IsOn);
    }

    [TestMethod]
    public void ANodeAtWorkIsAScannerAgainWhenThePhoneHasLeft()
    {
        SetupBench bench = SetupBench.AtWork();
        bench.Press(5100);
        bench.Connect();

        bench.Disconnect();

        Assert.IsNull(bench.Server.DeviceName);
    }

    [TestMethod]
    public void AButtonThatIsHeldDownOpensOnce()
    {
        SetupBench bench = SetupBench.AtWork();

        bench.Press(5100 + WindowMs + 20000);

        Assert.IsNull(bench.Server.DeviceName);
    }

    [TestMethod]
    public void AFullRingTakesNoWriteButHearsAPhoneLeave()
    {
        PhoneRing ring = new PhoneRing();
        for (int i = 0; i < 8; i++)
        {
            Assert.IsTrue(ring.TryAdd(new PhoneEvent(PhoneCharacteristic.ImprovCommand, new byte[0])));
        }

        Assert.IsFalse(ring.TryAdd(new PhoneEvent(PhoneCharacteristic.ImprovCommand, new byte[0])));
        Assert.IsTrue(ring.TryAdd(new PhoneEvent(PhoneEventKind.Left)));
        Assert.IsTrue(ring.TryAdd(new PhoneEvent(PhoneEventKind.Came)));
    }
}
