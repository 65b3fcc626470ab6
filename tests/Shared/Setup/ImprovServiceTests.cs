using nanoFramework.TestFramework;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Provisioning;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Node.Ports;
using Wugang.Firmware.Node.Setup;
using Wugang.Tests.Shared.Fakes;

namespace Wugang.Tests.Shared.Setup;

/// <summary>What a phone asks for over Improv, and what it is told (Improv over BLE 2.4).</summary>
[TestClass]
public class ImprovServiceTests
{
    private const int PressMs = 200;

    [TestMethod]
    public void CapabilitiesAreIdentifyInformationAndScan()
    {
        Assert.AreEqual("07", Bytes.ToHex(SetupBench.Fresh().Server.Read(PhoneCharacteristic.ImprovCapabilities)));
    }

    [TestMethod]
    public void DeviceInformationNeedsNoAuthorization()
    {
        SetupBench bench = SetupBench.Fresh();

        bench.Command("0300");

        byte[] result = bench.Server.Read(PhoneCharacteristic.ImprovResult);
        Assert.AreEqual(3, (int)result[0]);
        Assert.AreEqual(
            (char)17 + "Wugang SafetyNode" + (char)5 + "0.1.0" + (char)12 + "ESP32_S3_BLE" + (char)10 + "SafetyNode",
            Ascii.GetString(result, 2, result.Length - 3));
    }

    [TestMethod]
    public void IdentifyLetsTheLampFlicker()
    {
        SetupBench bench = SetupBench.Fresh();
        bench.Run(2000);

        bench.Command("0200");

        Assert.AreEqual(20, CountSwitches(bench, 1000));
        bench.Run(10000);
        Assert.AreEqual(2, CountSwitches(bench, 1000), "waiting for the button");
    }

    [TestMethod]
    public void TheLampTellsTheStates()
    {
        SetupBench bench = SetupBench.Fresh();
        bench.Press(PressMs);
        bench.Run(500);
        Assert.AreEqual(4, CountSwitches(bench, 1000), "authorized");

        bench.SendWifi();

        Assert.AreEqual(0, CountSwitches(bench, 1000), "provisioning");
        Assert.IsTrue(bench.Lamp.IsOn);
    }

    [TestMethod]
    public void AScanNamesEachNetworkOnceTheStrongestFirst()
    {
        SetupBench bench = SetupBench.Fresh();
        bench.FakeWifi.Networks = new WifiNetwork[]
        {
            new WifiNetwork("far", -80), new WifiNetwork("near", -40), new WifiNetwork("", -30), new WifiNetwork("far", -85),
        };

        bench.Command("0400");

        byte[] result = bench.Server.Read(PhoneCharacteristic.ImprovResult);
        Assert.AreEqual(
            (char)4 + "near" + (char)3 + "-40" + (char)4 + "WPA2" + (char)3 + "far" + (char)3 + "-80" + (char)4 + "WPA2",
            Ascii.GetString(result, 2, result.Length - 3));
    }

    [TestMethod]
    public void AScanOfManyNetworksFitsIntoOnePacketOfAPhone()
    {
        SetupBench bench = SetupBench.Fresh();
        WifiNetwork[] networks = new WifiNetwork[40];
        for (int i = 0; i < networks.Length; i++)
        {
            networks[i] = new WifiNetwork("network " + i.ToString(), -40 - i);
        }

        bench.FakeWifi.Networks = networks;
        bench.Command("0400");

        int count = bench.Server.Read(PhoneCharacteristic.ImprovResult).Length;
        Assert.IsTrue(count > 150 && count <= Limits.MaxImprovResultBytes, count.ToString());
    }

    [TestMethod]
    [DataRow("020003", (int)ImprovError.InvalidPacket)]
    [DataRow("02000202", (int)ImprovError.InvalidPacket)]
    [DataRow("050005", (int)ImprovError.UnknownCommand)]
    [DataRow("000000", (int)ImprovError.UnknownCommand)]
    public void ABadPacketIsSaidSo(string hex, int expected)
    {
        SetupBench bench = SetupBench.Fresh();

        bench.Write(PhoneCharacteristic.ImprovCommand, Bytes.FromHex(hex));

        Assert.AreEqual(expected, (int)bench.Error);
        bench.Command("0300");
        Assert.AreEqual((int)ImprovError.None, (int)bench.Error, "the next command clears it");
    }

    [TestMethod]
    public void APacketWhoseRestDoesNotComeIsInvalid()
    {
        SetupBench bench = SetupBench.Fresh();

        bench.Write(PhoneCharacteristic.ImprovCommand, Bytes.FromHex("0111"));
        bench.Run(4900);
        Assert.AreEqual((int)ImprovError.None, (int)bench.Error);
        bench.Run(200);

        Assert.AreEqual((int)ImprovError.InvalidPacket, (int)bench.Error);
        bench.Command("0300");
        Assert.AreEqual((int)ImprovError.None, (int)bench.Error);
    }

    [TestMethod]
    public void WhatIsNoNetworkIsInvalid()
    {
        SetupBench bench = SetupBench.Fresh();
        bench.Press(PressMs);

        bench.Command("01020041");

        Assert.AreEqual((int)ImprovError.InvalidPacket, (int)bench.Error);
        Assert.AreEqual((int)ImprovState.Authorized, (int)bench.State);
    }

    [TestMethod]
    public void ANetworkThatIsJoinedIsStoredWithAllThatWasSent()
    {
        SetupBench bench = SetupBench.Fresh();
        bench.Connect();
        bench.Press(PressMs);
        bench.Send(SetupKind.Settings, SetupBench.Node);
        bench.Send(SetupKind.Keys, SetupBench.GoodKeys);
        bench.SendWifi();
        Assert.AreEqual((int)ImprovState.Provisioning, (int)bench.State);
        Assert.AreEqual("nursery", bench.FakeWifi.Name);

        bench.FakeWifi.State = WifiState.Joined;
        bench.Run(100);

        Assert.AreEqual((int)ImprovState.Provisioned, (int)bench.State);
        Assert.AreEqual("010001", Bytes.ToHex(bench.Server.Read(PhoneCharacteristic.ImprovResult)));
        Assert.IsFalse(bench.Task.IsDone, "the phone must hear it");
        bench.Run(2000);
        Assert.IsTrue(bench.Task.IsDone);
        Assert.IsNull(bench.Server.DeviceName, "the radio is free for the sensors");
        Assert.AreEqual(SetupBench.Node, bench.FileAfterRestart("node.json"));
        Assert.AreEqual(SetupBench.GoodKeys, Bytes.ToText(bench.FakeStorage.ContentOf("keys.json")));
        Assert.AreEqual("secret12", WifiStore.Load(bench.FakeStorage).Password);
    }

    [TestMethod]
    public void AWrongPasswordIsSaidSoAndMayBeSentAgainForAMinute()
    {
        SetupBench bench = SetupBench.Fresh();
        bench.Connect();
        bench.Press(PressMs);
        bench.Run(50000);
        bench.SendWifi();

        bench.FakeWifi.State = WifiState.Refused;
        bench.Run(100);

        Assert.AreEqual((int)ImprovError.UnableToConnect, (int)bench.Error);
        Assert.AreEqual((int)ImprovState.Authorized, (int)bench.State);
        bench.Run(50000);
        bench.SendWifi();
        Assert.AreEqual((int)ImprovState.Provisioning, (int)bench.State);
    }

    [TestMethod]
    public void ANetworkThatDoesNotAnswerIsGivenUp()
    {
        SetupBench bench = SetupBench.Fresh();
        bench.Press(PressMs);
        bench.SendWifi();

        bench.Run(29900);
        Assert.AreEqual((int)ImprovState.Provisioning, (int)bench.State);
        bench.Run(200);

        Assert.AreEqual((int)ImprovError.UnableToConnect, (int)bench.Error);
    }

    [TestMethod]
    public void AFlashThatRefusesIsSaidSo()
    {
        SetupBench bench = SetupBench.Fresh();
        bench.Press(PressMs);
        bench.FakeStorage.IsFailing = true;
        bench.SendWifi();

        bench.FakeWifi.State = WifiState.Joined;
        bench.Run(100);

        Assert.AreEqual((int)ImprovError.Unknown, (int)bench.Error);
        Assert.AreEqual((int)ImprovState.Authorized, (int)bench.State);
    }

    [TestMethod]
    public void ANodeJoinsItsNetworkWhenItStartsAndAgainWhereThatFailed()
    {
        SetupBench bench = SetupBench.AtWork("of before");
        Assert.AreEqual("of before", bench.FakeWifi.Name);

        bench.FakeWifi.State = WifiState.Refused;
        bench.Run(29000);
        Assert.AreEqual((int)WifiState.Refused, (int)bench.FakeWifi.State);
        bench.Run(2000);

        Assert.AreEqual((int)WifiState.Joining, (int)bench.FakeWifi.State);
    }

    [TestMethod]
    public void APhoneThatLeavesWhileTheNodeJoinsChangesNothing()
    {
        SetupBench bench = SetupBench.AtWork("of before");
        bench.Press(5100);
        bench.Connect();
        bench.SendWifi();

        bench.Disconnect();
        bench.FakeWifi.State = WifiState.Joined;
        bench.Run(3000);

        Assert.IsFalse(bench.Task.IsDone);
        Assert.AreEqual("of before", bench.FakeWifi.Name, "back to the network of before");
        Assert.AreEqual("of before", WifiStore.Load(bench.FakeStorage).Name);
    }

    [TestMethod]
    public void ANodeAtWorkGoesBackToItsNetworkWhenAnotherCannotBeJoined()
    {
        SetupBench bench = SetupBench.AtWork("of before");
        bench.Press(5100);
        bench.SendWifi();

        bench.FakeWifi.State = WifiState.Refused;
        bench.Run(100);

        Assert.AreEqual("of before", bench.FakeWifi.Name);
    }

    /// <summary>How often the lamp goes on or off.</summary>
    private static int CountSwitches(SetupBench bench, int forMs)
    {
        int switches = 0;
        for (int i = 0; i < forMs; i += 10)
        {
            bool before = bench.Lamp.IsOn;
            bench.Run(10);
            switches += bench.Lamp.IsOn == before ? 0 : 1;
        }

        return switches;
    }
}
