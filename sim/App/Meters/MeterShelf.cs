using Wugang.Firmware.Core.Config;
using Wugang.Sim.World.Meters;

namespace Wugang.Sim.App.Meters;

/// <summary>One virtual meter of each protocol on a line, for programs outside to try themselves on.</summary>
internal sealed class MeterShelf
{
    private const int ModbusRegister = 342;

    // Two decimals of a kilowatt-hour or a cubic metre.
    private const int Step = 10;
    private const long ModbusRollover = 0x1_0000_0000 * Step;
    private const long Seed = 1;

    private static readonly LineSettings Even2400 = new(2400, LineParity.Even, 1);
    private static readonly LineSettings None9600 = new(9600, LineParity.None, 1);

    private readonly (string Protocol, string What, VirtualMeter Meter)[] _meters;

    /// <summary>Hangs the meters on the line.</summary>
    public MeterShelf(Rs485Line line)
    {
        MeterRegister power = Register(line, Consumption.Electricity, 12_345_670, Dlt645VirtualMeter.Rollover);
        MeterRegister water = Register(line, Consumption.Water, 456_780, Cjt188VirtualMeter.Rollover);
        MeterRegister gas = Register(line, Consumption.Gas, 123_450, Cjt188VirtualMeter.Rollover);
        MeterRegister kitchen = Register(line, Consumption.Electricity, 7_000_000, ModbusRollover);
        _meters =
        [
            ("dlt645", "electricity",
                new Dlt645VirtualMeter(line, "000000000161", power, Even2400, Seed) { WakeUpCount = 4 }),
            ("cjt188", "cold water",
                new Cjt188VirtualMeter(line, Cjt188VirtualMeter.ColdWater, "00000805000001", water, Even2400, Seed)),
            ("cjt188", "gas",
                new Cjt188VirtualMeter(line, Cjt188VirtualMeter.Gas, "00000000000003", gas, Even2400, Seed)),
            ("modbus", $"electricity, register {ModbusRegister}, 2 words, 2 decimals of a kWh",
                new ModbusVirtualMeter(line, 1, ModbusRegister, 2, isHighWordFirst: true, kitchen, None9600, Seed)),
        ];
    }

    /// <summary>One line a meter: protocol, address, what it shows in watt-hours or litres, and what it is.</summary>
    public IEnumerable<string> Describe()
    {
        return _meters.Select(one => $"{one.Protocol}  {one.Meter.Address,-14}  {one.Meter.Register.Now,10}  {one.What}");
    }

    private static MeterRegister Register(
        Rs485Line line, Func<long, long, string, Consumption> consumption, long start, long rollover)
    {
        return new MeterRegister(line.Time, consumption(line.Time.NowMs, Seed, "shelf"), start, Step, rollover);
    }
}
