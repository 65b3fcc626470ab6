using Wugang.Firmware.Core.Config;
using Wugang.Sim.World.Meters;

namespace Wugang.Sim.App.Meters;

/// <summary>One virtual meter of each protocol on a line, for programs outside to try themselves on.</summary>
internal sealed class MeterShelf
{
    /// <summary>Address of the Modbus meter's register; two words, high word first, in steps of 10 Wh.</summary>
    public const int ModbusRegister = 0x0156;

    private const long ModbusRollover = 0x1_0000_0000 * 10;
    private const long Seed = 1;

    private static readonly LineSettings Even2400 = new(2400, LineParity.Even, 1);
    private static readonly LineSettings None9600 = new(9600, LineParity.None, 1);

    private readonly (string Protocol, string What, VirtualMeter Meter)[] _meters;

    /// <summary>Hangs the meters on the line.</summary>
    public MeterShelf(Rs485Line line)
    {
        _meters =
        [
            ("dlt645", "electricity", new Dlt645VirtualMeter(
                line, "000000000161", Register(line, Consumption.Electricity, 12_345_670), Even2400, Seed) { WakeUpCount = 4 }),
            ("cjt188", "cold water", new Cjt188VirtualMeter(
                line, Cjt188VirtualMeter.ColdWater, "00000805000001", Register(line, Consumption.Water, 456_780), Even2400, Seed)),
            ("cjt188", "gas", new Cjt188VirtualMeter(
                line, Cjt188VirtualMeter.Gas, "00000000000003", Register(line, Consumption.Gas, 123_450), Even2400, Seed)),
            ("modbus", "electricity, register 342, 2 words, 2 decimals of a kWh", new ModbusVirtualMeter(
                line, 1, ModbusRegister, 2, true, Register(line, Consumption.Electricity, 7_000_000, ModbusRollover), None9600, Seed)),
        ];
    }

    /// <summary>One line a meter: protocol, address, what it shows in watt-hours or litres, and what it is.</summary>
    public IEnumerable<string> Describe()
    {
        return _meters.Select(one => $"{one.Protocol}  {one.Meter.Address,-14}  {one.Meter.Register.Now,10}  {one.What}");
    }

    private static MeterRegister Register(
        Rs485Line line,
        Func<long, long, string, Consumption> consumption,
        long start,
        long rollover = Dlt645VirtualMeter.Rollover)
    {
        return new MeterRegister(line.Time, consumption(line.Time.NowMs, Seed, "shelf"), start, Dlt645VirtualMeter.StepWh, rollover);
    }
}
