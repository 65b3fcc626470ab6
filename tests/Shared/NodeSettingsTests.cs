using System.Collections;
using nanoFramework.TestFramework;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Core.Safety;

namespace Wugang.Tests.Shared;

/// <summary>Settings are taken whole or refused whole, with everything that is wrong and where.</summary>
[TestClass]
public class NodeSettingsTests
{
    [TestMethod]
    public void GoodSettingsAreUnderstood()
    {
        NodeSettings settings = new SettingsTree().Read();

        Assert.AreEqual(Sample.Node, settings.Node.Value);
        Assert.AreEqual("broker.local", settings.BrokerHost);
        Assert.AreEqual(1883, settings.BrokerPort);
        Assert.AreEqual(21, settings.Siren.Pin);
        Assert.AreEqual(8, settings.Siren.Loop.Channel);
        Assert.AreEqual(14, settings.Controls.ResetPin);
        Assert.AreEqual(12, settings.Controls.SetPin);
        Assert.AreEqual(18, settings.Supply.MainsPin);
        Assert.AreEqual(7, settings.Supply.BatteryChannel);
        Assert.AreEqual(11000, settings.Supply.ExhaustedMv);
        Assert.AreEqual(11, settings.BatteryClock.SdaPin);
        Assert.AreEqual(43, settings.BatteryClock.SclPin);
        Assert.AreEqual(2, settings.Meters.Length);
        Assert.AreEqual((int)Medium.Electricity, (int)settings.Meters[1].Medium);
        Assert.AreEqual(1600, settings.Meters[1].Constant.PlateValue);
    }

    [TestMethod]
    [DataRow(true, 8883)]
    [DataRow(false, 1883)]
    public void ThePortOfTheBrokerFollowsFromTls(bool isTls, int port)
    {
        NodeSettings settings = new SettingsTree().Set("broker.tls", isTls).Remove("broker.port").Read();

        Assert.AreEqual(isTls, settings.IsBrokerTls);
        Assert.AreEqual(port, settings.BrokerPort);
    }

    [TestMethod]
    public void ZonesAreUnderstoodWithTheirLoops()
    {
        ZoneSettings[] zones = new SettingsTree().Read().Zones;

        Assert.AreEqual(3, zones.Length);
        Assert.AreEqual((int)ZoneType.Door, (int)zones[0].Type);
        Assert.AreEqual(15, zones[0].Pin);
        Assert.IsTrue(zones[0].IsEntryRoute);
        Assert.AreEqual(60, zones[0].HeldOpenS);
        Assert.AreEqual(20, zones[1].DebounceMs);
        Assert.IsNull(zones[1].Loop);
        Assert.AreEqual(NodeSettings.NoPin, zones[2].Pin);
        Assert.AreEqual(0, zones[2].Loop.Channel);
        Assert.AreEqual(1000, zones[2].Loop.AlarmOhm);
        Assert.IsFalse(zones[2].Loop.OpensWhenActive);
    }

    [TestMethod]
    public void OpeningHoursAreUnderstood()
    {
        ScheduleSettings schedule = new SettingsTree().Read().Schedule;

        Assert.AreEqual(480, schedule.UtcOffsetMin);
        Assert.AreEqual(2, schedule.Hours.Length);
        Assert.AreEqual(0x1F, schedule.Hours[0].Days);
        Assert.AreEqual(450, schedule.Hours[0].OpenMinute);
        Assert.AreEqual(720, schedule.Hours[0].CloseMinute);
        Assert.AreEqual(0x1D, schedule.Hours[1].Days);
        Assert.AreEqual(20261002, schedule.Holidays[1]);
    }

    [TestMethod]
    public void WhatIsLeftOutHasItsDefault()
    {
        SettingsTree tree = new SettingsTree();
        string[] optional = { "siren", "controls", "supply", "battery_clock", "schedule", "zones", "meters" };
        for (int i = 0; i < optional.Length; i++)
        {
            tree.Remove(optional[i]);
        }

        NodeSettings settings = tree.Read();

        Assert.AreEqual(NodeSettings.DefaultHeartbeatIntervalS, settings.HeartbeatIntervalS);
        Assert.AreEqual(NodeSettings.DefaultMeterIntervalS, settings.MeterIntervalS);
        Assert.AreEqual(NodeSettings.NoPin, settings.Siren.Pin);
        Assert.AreEqual(SirenSettings.DefaultLimitS, settings.Siren.LimitS);
        Assert.AreEqual(SupplySettings.NoChannel, settings.Supply.BatteryChannel);
        Assert.IsNull(settings.BatteryClock);
        Assert.AreEqual(ScheduleSettings.DefaultStayOpenMin, settings.Schedule.StayOpenMin);
        Assert.AreEqual(0, settings.Zones.Length);
        Assert.AreEqual(0, settings.Meters.Length);
    }

    [TestMethod]
    [DataRow("node", "410481001-07-01", "node must be a node name such as 410481001-0007-01")]
    [DataRow("node", 7, "node must be a text of 1 to 128 printable ASCII characters")]
    [DataRow("broker", "broker.local", "broker must be an object in braces")]
    [DataRow("broker.host", "", "broker.host must be a text of 1 to 128 printable ASCII characters")]
    [DataRow("broker.host", "b\u00FC", "broker.host must be a text")]
    [DataRow("broker.port", 0, "broker.port must be a whole number from 1 to 65535")]
    [DataRow("broker.port", 65536, "broker.port must be a whole number from 1 to 65535")]
    [DataRow("broker.tls", 1, "broker.tls must be true or false")]
    [DataRow("broker.port", "1883", "broker.port must be a whole number from 1 to 65535")]
    [DataRow("broker.port", 4294967296L, "broker.port must be a whole number from 1 to 65535")]
    [DataRow("heartbeat_interval_s", 4, "heartbeat_interval_s must be a whole number from 5 to 300")]
    [DataRow("heartbeat_interval_s", 301, "heartbeat_interval_s must be a whole number from 5 to 300")]
    [DataRow("meter_interval_s", 3601, "meter_interval_s must be a whole number from 5 to 3600")]
    [DataRow("entry_delay_s", 121, "entry_delay_s must be a whole number from 0 to 120")]
    [DataRow("exit_delay_s", 121, "exit_delay_s must be a whole number from 0 to 120")]
    [DataRow("siren.limit_s", 59, "siren.limit_s must be a whole number from 60 to 3600")]
    [DataRow("siren.loop.pull_up_ohm", 1, "siren.loop.end_ohm gives readings that two states of the loop share")]
    [DataRow("siren.loop.alarm_ohm", 10, "siren.loop.alarm_ohm is not a setting")]
    [DataRow("controls.reset_pin", 49, "controls.reset_pin must be a whole number from 0 to 48")]
    [DataRow("controls.reset_pin", 40, "meters[1].pin is 40, which controls.reset_pin has")]
    [DataRow("supply.low_mv", 16000, "supply.low_mv must be below full_scale_mv")]
    [DataRow("supply.exhausted_mv", 11600, "supply.exhausted_mv must be below low_mv")]
    [DataRow("supply.battery_channel", 8, "supply.battery_channel is 8, on pin 9, which siren.loop.channel has")]
    [DataRow("supply.battery_channel", 10, "supply.battery_channel must be a whole number from 0 to 9")]
    [DataRow("schedule.utc_offset_min", 841, "schedule.utc_offset_min must be a whole number from -720 to 840")]
    [DataRow("schedule.stay_open_min", 4, "schedule.stay_open_min must be a whole number from 5 to 720")]
    [DataRow("schedule.hours[0].days", "fri-mon", "schedule.hours[0].days must be days such as mon-fri or sat,sun")]
    [DataRow("schedule.hours[0].days", "Mon", "schedule.hours[0].days must be days")]
    [DataRow("schedule.hours[0].open", "7:30", "schedule.hours[0].open must be a time from 00:00 to 24:00")]
    [DataRow("schedule.hours[0].open", "07:60", "schedule.hours[0].open must be a time")]
    [DataRow("schedule.hours[0].close", "24:01", "schedule.hours[0].close must be a time")]
    [DataRow("schedule.hours[0].close", "07:30", "schedule.hours[0].close must be later than open on the same day")]
    [DataRow("schedule.hours[0].close", "12:01", "schedule.hours[1] overlaps schedule.hours[0]")]
    [DataRow("meters[0].medium", "steam", "meters[0].medium must be electricity, water or gas")]
    [DataRow("meters[0].medium", "electricity", "meters[0].impulses_per_kwh must be a whole number from 1 to 100000")]
    [DataRow("meters[0].litres_per_impulse", 10001, "meters[0].litres_per_impulse must be a whole number from 1 to 10000")]
    [DataRow("meters[1].name", "gas", "meters[1].name is gas, which meters[0].name has")]
    [DataRow("zone", 1, "zone is not a setting")]
    [DataRow("z\u00E9ro\nline", 1, "z?ro?line is not a setting")]
    public void WhatIsWrongIsSaidByPath(string path, object value, string error)
    {
        Expect.Contains(error, new SettingsTree().Set(path, value).ReadErrors()[0]);
    }

    [TestMethod]
    [DataRow("battery_clock", 11, "battery_clock must be an object in braces")]
    [DataRow("battery_clock.sda_pin", 49, "battery_clock.sda_pin must be a whole number from 0 to 48")]
    [DataRow("battery_clock.scl_pin", 11, "battery_clock.scl_pin is 11, which battery_clock.sda_pin has")]
    [DataRow("battery_clock.scl_pin", 21, "battery_clock.scl_pin is 21, which siren.pin has")]
    [DataRow("battery_clock.address", 104, "battery_clock.address is not a setting")]
    [DataRow("zones[0].name", "Gate", "zones[0].name must be 1 to 24 of a-z, 0-9 and '_'")]
    [DataRow("zones[1].name", "gate", "zones[1].name is gate, which zones[0].name has")]
    [DataRow("zones[0].type", "hatch", "zones[0].type must be door, window, motion")]
    [DataRow("zones[0].pin", 16, "zones[1].pin is 16, which zones[0].pin has")]
    [DataRow("zones[0].pin", 1, "zones[2].loop.channel is 0, on pin 1, which zones[0].pin has")]
    [DataRow("zones[0].pin", 48, "zones[0].pin is 48, which the watchdog has")]
    [DataRow("zones[2].pin", 17, "zones[2].pin or loop or sensor: a zone has one of them")]
    [DataRow("zones[0].debounce_ms", 501, "zones[0].debounce_ms must be a whole number from 0 to 500")]
    [DataRow("zones[0].held_open_s", 3601, "zones[0].held_open_s must be a whole number from 0 to 3600")]
    [DataRow("zones[1].held_open_s", 1, "zones[1].held_open_s is for doors alone")]
    [DataRow("zones[1].entry_route", true, "zones[1].entry_route is not for zones that are watched at all hours")]
    [DataRow("zones[0].entry_route", "yes", "zones[0].entry_route must be true or false")]
    [DataRow("zones[2].fault_delay_s", 301, "zones[2].fault_delay_s must be a whole number from 0 to 300")]
    [DataRow("zones[2].loop.alarm_ohm", 22000, "zones[2].loop.alarm_ohm gives readings that two states of the loop share")]
    [DataRow("zones[2].loop.tolerance_percent", 31, "zones[2].loop.tolerance_percent must be a whole number from 1 to 30")]
    [DataRow("zones[2].loop.resistance", 31, "zones[2].loop.resistance is not a setting")]
    public void WhatIsWrongWithZonesAndTheBatteryClockIsSaidByPath(string path, object value, string error)
    {
        Expect.Contains(error, new SettingsTree().Set(path, value).ReadErrors()[0]);
    }

    [TestMethod]
    [DataRow("node", "node must be a text")]
    [DataRow("broker", "broker.host must be a text")]
    [DataRow("siren", "siren.pin must be a whole number from 0 to 48")]
    [DataRow("controls.reset_pin", "controls.reset_pin must be a whole number from 0 to 48")]
    [DataRow("battery_clock.scl_pin", "battery_clock.scl_pin must be a whole number from 0 to 48")]
    [DataRow("supply.low_mv", "supply.low_mv must be a whole number from 1 to 60000")]
    [DataRow("zones[0].pin", "zones[0].pin or loop or sensor: a zone has one of them")]
    [DataRow("zones[0].type", "zones[0].type must be a text")]
    [DataRow("schedule.hours[0].open", "schedule.hours[0].open must be a text")]
    public void WhatIsMissingIsSaidByPath(string path, string error)
    {
        Expect.Contains(error, new SettingsTree().Remove(path).ReadErrors()[0]);
    }

    [TestMethod]
    public void AllThatIsWrongIsSaidAtOnce()
    {
        string[] errors = new SettingsTree().Set("broker.port", 0).Set("zones[1].debounce_ms", 501)
            .Set("zones[2].type", "fire").Set("meters[0].pin", -1).Set("extra", 1).ReadErrors();

        Assert.AreEqual(5, errors.Length);
        Expect.Contains("broker.port ", errors[0]);
        Expect.Contains("zones[1].debounce_ms ", errors[1]);
        Expect.Contains("zones[2].type ", errors[2]);
        Expect.Contains("meters[0].pin ", errors[3]);
        Expect.Contains("extra ", errors[4]);
    }

    [TestMethod]
    public void OfTooManyFaultsTheNumberIsSaid()
    {
        SettingsTree tree = new SettingsTree();
        for (int i = 0; i < Limits.MaxSettingsErrors; i++)
        {
            tree.Set("extra" + i.ToString(), i);
        }

        string[] errors = tree.ReadErrors();
        Assert.AreEqual(Limits.MaxSettingsErrors, errors.Length);
        Assert.AreEqual("extra7 is not a setting", errors[7]);

        errors = tree.Set("extra8", 8).ReadErrors();
        Assert.AreEqual(Limits.MaxSettingsErrors, errors.Length);
        Assert.AreEqual("extra6 is not a setting", errors[6]);
        Assert.AreEqual("and 2 more", errors[7]);
    }

    [TestMethod]
    [DataRow(20260229, "schedule.holidays[2] must be a day such as 20261001")]
    [DataRow(20261002, "schedule.holidays[2] must be a day such as 20261001, later than the one before it")]
    [DataRow("20261003", "schedule.holidays[2] must be a day")]
    public void AHolidayIsADayInOrder(object day, string error)
    {
        SettingsTree tree = new SettingsTree();
        ((ArrayList)((Hashtable)tree.Root["schedule"])["holidays"]).Add(day);

        Expect.Contains(error, tree.ReadErrors()[0]);
    }

    [TestMethod]
    [DataRow("zones", "zones must be a list in brackets of at most 16 items")]
    [DataRow("meters", "meters must be a list in brackets of at most 4 items")]
    public void ListsAreBounded(string name, string error)
    {
        SettingsTree tree = new SettingsTree();
        ArrayList list = new ArrayList();
        for (int i = 0; i <= Limits.MaxZones; i++)
        {
            list.Add(new Hashtable());
        }

        Expect.Contains(error, tree.Set(name, list).ReadErrors()[0]);
    }

    [TestMethod]
    public void AnItemThatIsNoObjectIsSaidByItsPlace()
    {
        SettingsTree tree = new SettingsTree();
        ((ArrayList)tree.Root["zones"])[1] = 7;

        string[] errors = tree.ReadErrors();

        Assert.AreEqual(1, errors.Length);
        Assert.AreEqual("zones[1] must be an object in braces", errors[0]);
    }

    [TestMethod]
    public void AnEmptyTreeIsRefusedWithAllThatMustBeThere()
    {
        NodeSettingsReader reader = new NodeSettingsReader(new Hashtable(), new int[] { 1 });

        Assert.IsNull(reader.Read());
        Assert.AreEqual(2, reader.Errors.Length);
    }
}
