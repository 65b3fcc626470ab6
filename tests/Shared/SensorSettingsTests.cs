using nanoFramework.TestFramework;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Metering;

namespace Wugang.Tests.Shared;

/// <summary>Settings of radio sensors and of the zones and meters that follow them.</summary>
[TestClass]
public class SensorSettingsTests
{
    private const string Address = "A4:C1:38:8D:18:B2";
    private const string OtherAddress = "54:48:E6:8F:80:A5";

    [TestMethod]
    public void ASensorFeedsZonesAndMeters()
    {
        NodeSettings settings = Good().Read();

        Assert.AreEqual("hall", settings.Sensors[0].Name);
        Assert.AreEqual(Address, settings.Sensors[0].Address);
        Assert.AreEqual(60, settings.Sensors[0].SilentAfterS);
        Assert.AreEqual(SensorSettings.DefaultSilentAfterS, settings.Sensors[1].SilentAfterS);
        Assert.IsTrue(settings.Zones[0].Sensor == settings.Sensors[0]);
        Assert.AreEqual((int)SensorObject.Smoke, (int)settings.Zones[0].Object, "that of the type");
        Assert.AreEqual((int)SensorObject.Safety, (int)settings.Zones[1].Object);
        Assert.AreEqual((int)MeterSource.Bthome, (int)settings.Meters[0].Source);
        Assert.IsTrue(settings.Meters[0].Sensor == settings.Sensors[1]);
        Assert.AreEqual(1L, settings.Meters[0].Step);
        Assert.AreEqual(NodeSettings.NoPin, settings.Zones[0].Pin);
    }

    [TestMethod]
    [DataRow("sensors[0].address", "a4:c1:38:8d:18:b2", "sensors[0].address must be a Bluetooth address such as A4:C1:38:8D:18:B2")]
    [DataRow("sensors[1].address", Address, "sensors[1].address is that of another sensor")]
    [DataRow("sensors[1].name", "hall", "sensors[1].name is hall, which sensors[0].name has")]
    [DataRow("sensors[0].silent_after_s", 9, "sensors[0].silent_after_s must be a whole number from 10 to 7200")]
    [DataRow("sensors[0].key", "231d39c1d7cc1ab1aee224cd096db932", "sensors[0].key is not a setting")]
    [DataRow("zones[0].sensor", "attic", "zones[0].sensor must be the name of a sensor")]
    [DataRow("zones[0].pin", 4, "zones[0].pin or loop or sensor: a zone has one of them")]
    [DataRow("zones[0].object", "soul", "zones[0].object must be door, window, opening")]
    [DataRow("zones[0].debounce_ms", 10, "zones[0].debounce_ms is not a setting")]
    [DataRow("meters[0].sensor", "attic", "meters[0].sensor must be the name of a sensor")]
    [DataRow("meters[0].pin", 4, "meters[0].pin or bus or sensor: a meter has one of them")]
    public void WhatIsWrongIsSaidByPath(string path, object value, string expected)
    {
        string[] errors = Good().Set(path, value).ReadErrors();

        Assert.IsTrue(errors.Length >= 1);
        Expect.Contains(expected, errors[0]);
    }

    [TestMethod]
    [DataRow(Address, 0xA4C1388D18B2L)]
    [DataRow(OtherAddress, 0x5448E68F80A5L)]
    public void AnAddressIsANumberInTheOrderInWhichItIsWritten(string text, long expected)
    {
        Assert.IsTrue(SensorAddress.IsAddress(text));
        Assert.AreEqual(expected, SensorAddress.ToInteger(text));
    }

    private static SettingsTree Good()
    {
        SettingsTree tree = new SettingsTree();
        tree.Root["sensors"] = SettingsTree.List(
            SettingsTree.Table("name", "hall", "address", Address, "silent_after_s", 60),
            SettingsTree.Table("name", "cellar", "address", OtherAddress));
        tree.Root["zones"] = SettingsTree.List(
            SettingsTree.Table("name", "smoke", "type", "smoke", "sensor", "hall"),
            SettingsTree.Table("name", "gas", "type", "gas_leak", "sensor", "hall", "object", "safety"));
        tree.Root["meters"] = SettingsTree.List(SettingsTree.Table("name", "water", "medium", "water", "sensor", "cellar"));
        return tree;
    }
}
