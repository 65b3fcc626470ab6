using System.Collections;
using nanoFramework.TestFramework;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Metering;

namespace Wugang.Tests.Shared;

/// <summary>Settings of meters on serial lines: what may be left out, and what is wrong by its path.</summary>
[TestClass]
public class MeterSettingsTests
{
    [TestMethod]
    public void MetersOfEachProtocolShareALineAtTheirUsualSpeeds()
    {
        NodeSettings settings = new SettingsTree().WithBus().Read();

        Assert.AreEqual(1, settings.Lines.Length);
        Assert.AreEqual(2, settings.Lines[0].Port);
        Assert.AreEqual(17, settings.Lines[0].TransmitPin);
        Assert.AreEqual(20, settings.Lines[0].ReceivePin);
        Assert.AreEqual(35, settings.Lines[0].DirectionPin);
        BusSettings power = settings.Meters[0].Bus;
        Assert.AreEqual((int)MeterSource.Dlt645, (int)settings.Meters[0].Source);
        Assert.AreEqual(2400, power.Line.BitsPerSecond);
        Assert.AreEqual((int)LineParity.Even, (int)power.Line.Parity);
        Assert.AreEqual((int)EnergyQuantity.Forward, (int)power.Quantity);
        Assert.IsNull(power.Address);
        Assert.AreEqual("pulses", settings.Meters[0].Beside);
        BusSettings water = settings.Meters[1].Bus;
        Assert.AreEqual(0x10, (int)water.Kind);
        Assert.IsTrue(water.ChecksSequence);
        Assert.AreEqual((int)Cjt188StatusReading.None, (int)water.StatusReading);
        BusSettings gas = settings.Meters[2].Bus;
        Assert.AreEqual(9600, gas.Line.BitsPerSecond);
        Assert.AreEqual((int)LineParity.None, (int)gas.Line.Parity);
        Assert.AreEqual(3, gas.Unit);
        Assert.AreEqual(256, gas.Row.Address);
        Assert.AreEqual(2, gas.Row.WordCount);
        Assert.IsTrue(gas.Row.IsHighWordFirst);
    }

    [TestMethod]
    public void WhatIsSaidOfAMeterIsUnderstood()
    {
        NodeSettings settings = new SettingsTree().WithBus()
            .Set("meters[0].bus.address", "000000000161").Set("meters[0].bus.quantity", "combined")
            .Set("meters[0].bus.bits_per_second", 9600).Set("meters[0].bus.parity", "odd").Set("meters[0].bus.stop_bits", 2)
            .Set("meters[0].serial", "HN-161").Set("meters[0].max_power_w", 15000).Set("meters[0].rollover_kwh", 100000)
            .Set("meters[1].bus.kind", "drinking").Set("meters[1].bus.checks_sequence", false)
            .Set("meters[1].bus.status_bits", "high").Set("meters[1].max_flow_l_per_h", 3000).Read();

        MeterSettings power = settings.Meters[0];
        Assert.AreEqual("000000000161", power.Bus.Address);
        Assert.AreEqual((int)EnergyQuantity.Combined, (int)power.Bus.Quantity);
        Assert.AreEqual(9600, power.Bus.Line.BitsPerSecond);
        Assert.AreEqual((int)LineParity.Odd, (int)power.Bus.Line.Parity);
        Assert.AreEqual(2, power.Bus.Line.StopBits);
        Assert.AreEqual("HN-161", power.Serial);
        Assert.AreEqual(15000, power.MaxPerHour);
        Assert.AreEqual(100000000L, power.RolloverAt);
        Assert.AreEqual(0x12, (int)settings.Meters[1].Bus.Kind);
        Assert.IsFalse(settings.Meters[1].Bus.ChecksSequence);
        Assert.AreEqual((int)Cjt188StatusReading.HighBits, (int)settings.Meters[1].Bus.StatusReading);
        Assert.AreEqual(3000, settings.Meters[1].MaxPerHour);
    }

    [TestMethod]
    public void RateRolloverAndStepHaveTheirDefaults()
    {
        MeterSettings[] meters = new SettingsTree().WithBus().Read().Meters;

        Assert.AreEqual(250000, meters[0].MaxPerHour);
        Assert.AreEqual(40000, meters[2].MaxPerHour);
        Assert.AreEqual(1000000000L, meters[0].RolloverAt);
        Assert.AreEqual(1000000000L, meters[1].RolloverAt);
        Assert.AreEqual(0L, meters[2].RolloverAt);
        Assert.AreEqual(0L, meters[3].RolloverAt);
        Assert.AreEqual(10L, meters[0].Step);
        Assert.AreEqual(10L, meters[2].Step);
        Assert.AreEqual(1L, meters[3].Step);
    }

    [TestMethod]
    [DataRow("kwh", 0, 1000L)]
    [DataRow("kwh", 1, 100L)]
    [DataRow("mwh", 3, 1000L)]
    [DataRow("wh", 2, 1L)]
    public void TheStepOfAModbusRegisterIsThatOfItsLastDigit(string unit, int decimals, long expected)
    {
        MeterSettings meter = new SettingsTree().WithBus().Set("meters[2].medium", "electricity")
            .Set("meters[2].bus.register.unit", unit).Set("meters[2].bus.register.decimals", decimals).Read().Meters[2];

        Assert.AreEqual(expected, meter.Step);
    }

    [TestMethod]
    [DataRow("lines[0].port", 4, "lines[0].port must be a whole number from 1 to 3")]
    [DataRow("lines[0].port", 1, "meters[0].bus.port is 2, which no line has")]
    [DataRow("lines[0].transmit_pin", 15, "lines[0].transmit_pin is 15, which zones[0].pin has")]
    [DataRow("lines[0].speed", 1, "lines[0].speed is not a setting")]
    [DataRow("meters[0].pin", 39, "meters[0].pin or bus or sensor: a meter has one of them")]
    [DataRow("meters[0].bus.protocol", "dlt698", "meters[0].bus.protocol must be dlt645, cjt188 or modbus")]
    [DataRow("meters[0].bus.protocol", "cjt188", "meters[0].bus.protocol is for water and gas")]
    [DataRow("meters[1].bus.protocol", "dlt645", "meters[1].bus.protocol is for electricity")]
    [DataRow("meters[0].bus.address", "00000000161", "meters[0].bus.address must be 12 digits of 0-9 and A-F")]
    [DataRow("meters[1].bus.address", "000000000161", "meters[1].bus.address must be 14 digits of 0-9 and A-F")]
    [DataRow("meters[0].bus.address", "0000000001x1", "meters[0].bus.address must be 12 digits")]
    [DataRow("meters[0].bus.bits_per_second", 150, "meters[0].bus.bits_per_second must be a whole number from 300 to 115200")]
    [DataRow("meters[0].bus.parity", "mark", "meters[0].bus.parity must be none, even or odd")]
    [DataRow("meters[0].bus.stop_bits", 0, "meters[0].bus.stop_bits must be a whole number from 1 to 2")]
    [DataRow("meters[0].bus.quantity", "total", "meters[0].bus.quantity must be forward, reverse or combined")]
    [DataRow("meters[0].bus.register", 1, "meters[0].bus.register is not a setting")]
    [DataRow("meters[1].bus.kind", "warm", "meters[1].bus.kind must be cold, hot, drinking or reclaimed")]
    [DataRow("meters[1].bus.status_bits", 1, "meters[1].bus.status_bits must be low, high or none")]
    [DataRow("meters[1].bus.checks_sequence", 1, "meters[1].bus.checks_sequence must be true or false")]
    [DataRow("meters[2].bus.address", 248, "meters[2].bus.address must be a whole number from 1 to 247")]
    [DataRow("meters[2].bus.register.function", 5, "meters[2].bus.register.function must be a whole number from 3 to 4")]
    [DataRow("meters[2].bus.register.words", 3, "meters[2].bus.register.words must be 1, 2 or 4, all with an address")]
    [DataRow("meters[2].bus.register.address", 65535, "meters[2].bus.register.words must be 1, 2 or 4, all with an address")]
    [DataRow("meters[2].bus.register.decimals", 7, "meters[2].bus.register.decimals must be a whole number from 0 to 6")]
    [DataRow("meters[2].bus.register.word_order", "abcd", "meters[2].bus.register.word_order must be high_first or low_first")]
    [DataRow("meters[2].bus.register.unit", "gal", "meters[2].bus.register.unit must be wh, kwh, mwh, l or m3")]
    [DataRow("meters[2].bus.register.unit", "kwh", "meters[2].bus.register.unit is none of gas")]
    [DataRow("meters[0].beside", "water", "meters[0].beside must be the name of a pulse meter of the same medium")]
    [DataRow("meters[0].beside", "power", "meters[0].beside must be the name of a pulse meter of the same medium")]
    [DataRow("meters[3].beside", "power", "meters[3].beside is not a setting")]
    [DataRow("meters[0].serial", "", "meters[0].serial must be a text of 1 to 128")]
    [DataRow("meters[0].serial", "0123456789012345678901234", "meters[0].serial must be at most 24 characters")]
    [DataRow("meters[0].max_power_w", 0, "meters[0].max_power_w must be a whole number from 1 to 10000000")]
    [DataRow("meters[0].max_flow_l_per_h", 1, "meters[0].max_flow_l_per_h is not a setting")]
    [DataRow("meters[1].rollover_m3", 0, "meters[1].rollover_m3 must be a whole number from 1 to 1000000000")]
    public void WhatIsWrongIsSaidByPath(string path, object value, string error)
    {
        Expect.Contains(error, new SettingsTree().WithBus().Set(path, value).ReadErrors()[0]);
    }

    [TestMethod]
    [DataRow("meters[0].bus.protocol", "meters[0].bus.protocol must be dlt645, cjt188 or modbus")]
    [DataRow("meters[0].bus", "meters[0].pin or bus or sensor: a meter has one of them")]
    [DataRow("meters[2].bus.register", "meters[2].bus.register.address must be a whole number from 0 to 65535")]
    [DataRow("lines[0].receive_pin", "lines[0].receive_pin must be a whole number from 0 to 48")]
    public void WhatIsMissingIsSaidByPath(string path, string error)
    {
        Expect.Contains(error, new SettingsTree().WithBus().Remove(path).ReadErrors()[0]);
    }

    [TestMethod]
    public void TwoLinesHaveTwoPorts()
    {
        SettingsTree tree = new SettingsTree().WithBus();
        ArrayList lines = (ArrayList)tree.Root["lines"];
        lines.Add(SettingsTree.Table("port", 2, "transmit_pin", 33, "receive_pin", 34));

        Assert.AreEqual("lines[1].port is 2, which another line has", tree.ReadErrors()[0]);
        Assert.AreEqual(0, tree.Set("lines[1].port", 1).ReadErrors().Length);
    }
}
