using System.Text;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Esp32;
using Wugang.Sim.Board;

namespace Wugang.Tests.Core;

/// <summary>Good settings are kept, so that bad ones do not stop a node.</summary>
[TestClass]
public class SettingsStoreTests
{
    private static readonly int[] PinOfChannel = [.. VirtualAnalogInputs.Pins];

    private readonly ModelStorage _flash = new();

    [TestMethod]
    public void TheExampleOfTheDocumentIsGood()
    {
        NodeSettings? settings = SettingsText.Read(ExampleSettings.Bytes, PinOfChannel, out string[] errors);

        Assert.IsNotNull(settings, string.Join('\n', errors));
        Assert.HasCount(5, settings.Zones);
        Assert.HasCount(4, settings.Meters);
    }

    [TestMethod]
    public void AByteOrderMarkIsPassedOver()
    {
        byte[] marked = [0xEF, 0xBB, 0xBF, .. ExampleSettings.Bytes];

        Assert.IsNotNull(SettingsText.Read(marked, PinOfChannel, out _));
    }

    [TestMethod]
    public void BadSettingsLeaveTheLastGoodOnesInUse()
    {
        Put(Settings(30));
        Assert.AreEqual(30, Start().HeartbeatIntervalS);
        Put(Settings(1));

        SettingsStore store = new(_flash, PinOfChannel);

        Assert.AreEqual(30, store.Load().HeartbeatIntervalS);
        Assert.AreEqual("heartbeat_interval_s must be a whole number from 5 to 300", store.Errors.Single());
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("{")]
    [DataRow("[1]")]
    [DataRow("7")]
    [DataRow("{\"node\":1,\"node\":2}")]
    [DataRow("{\"zones\":[[1]]}")]
    [DataRow("{\"node\":\"\\u12\"}")]
    public void WhatIsNoObjectIsSaidSo(string text)
    {
        Put(Settings(30));
        Start();
        Put(Encoding.UTF8.GetBytes(text));

        SettingsStore store = new(_flash, PinOfChannel);

        Assert.IsNotNull(store.Load());
        Assert.AreEqual("settings must be one JSON object of at most 6144 bytes", store.Errors.Single());
    }

    [TestMethod]
    public void WithoutGoodSettingsThereAreNone()
    {
        Put("{}"u8.ToArray());

        SettingsStore store = new(_flash, PinOfChannel);

        Assert.IsNull(store.Load());
        Assert.IsNotEmpty(store.Errors);
    }

    [TestMethod]
    public void SettingsMayFillTheirWholeLengthAndNoMore()
    {
        Put(Padded(Limits.MaxSettingsBytes));
        Assert.IsNotNull(new SettingsStore(_flash, PinOfChannel).Load());

        Put(Padded(Limits.MaxSettingsBytes + 1));
        SettingsStore store = new(_flash, PinOfChannel);
        Assert.IsNotNull(store.Load());
        Assert.AreEqual("settings must be one JSON object of at most 6144 bytes", store.Errors.Single());
    }

    [TestMethod]
    public void UnchangedSettingsAreNotWrittenAgain()
    {
        Put(Settings(30));
        Start();
        _flash.BytesUntilFailure = 0;
        _flash.IsPowerCut = true;

        Assert.AreEqual(30, Start().HeartbeatIntervalS);
    }

    [TestMethod]
    public void APowerCutWhileCopyingLosesNeitherTheOldNorTheNew()
    {
        for (int bytes = 0; bytes <= Limits.MaxSettingsBytes; bytes += 97)
        {
            ModelStorage flash = new();
            Replace(flash, Settings(30));
            new SettingsStore(flash, PinOfChannel).Load();
            Replace(flash, Settings(60));
            (flash.BytesUntilFailure, flash.IsPowerCut) = (bytes, true);
            Assert.ThrowsExactly<IOException>(() => new SettingsStore(flash, PinOfChannel).Load());

            Assert.AreEqual(60, new SettingsStore(flash, PinOfChannel).Load().HeartbeatIntervalS, "the file is whole");
            (flash.BytesUntilFailure, flash.IsPowerCut) = (int.MaxValue, false);
            Replace(flash, "{}"u8.ToArray());
            Assert.IsNotNull(new SettingsStore(flash, PinOfChannel).Load(), $"a copy is whole, cut after {bytes} bytes");
        }
    }

    private static byte[] Settings(int heartbeatIntervalS)
    {
        string text = Encoding.UTF8.GetString(ExampleSettings.Bytes);
        return Encoding.UTF8.GetBytes(text.Replace(
            "\"heartbeat_interval_s\": 30", $"\"heartbeat_interval_s\": {heartbeatIntervalS}", StringComparison.Ordinal));
    }

    private static byte[] Padded(int count)
    {
        byte[] bytes = new byte[count];
        Array.Fill(bytes, (byte)' ');
        ExampleSettings.Bytes.CopyTo(bytes, 0);
        return bytes;
    }

    private static void Replace(ModelStorage flash, byte[] content)
    {
        flash.Delete(SettingsStore.FileName);
        flash.Append(SettingsStore.FileName, content, 0, content.Length);
    }

    private void Put(byte[] content)
    {
        Replace(_flash, content);
    }

    private NodeSettings Start()
    {
        return new SettingsStore(_flash, PinOfChannel).Load();
    }
}
