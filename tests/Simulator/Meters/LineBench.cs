using System.Globalization;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Node.Drivers.Serial;
using Wugang.Sim.World;
using Wugang.Sim.World.Board;
using Wugang.Sim.World.Meters;

namespace Wugang.Tests.Simulator.Meters;

/// <summary>A board's serial line in virtual time, an adapter beside it, and meters that a test hangs on it.</summary>
internal sealed class LineBench
{
    public const long Seed = 1;

    public static readonly LineSettings Even2400 = new(2400, LineParity.Even, 1);

    private const long PatienceMs = 3000;
    private const string DefaultStart = "2026-03-02T08:00:00+08:00";

    private readonly List<byte> _heard = [];
    private readonly LineAdapter _adapter;

    /// <param name="start">Local time at which the world begins.</param>
    public LineBench(string start = DefaultStart)
    {
        Time = new VirtualTime(DateTimeOffset.Parse(start, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds());
        Board = new WorldSerialLine(Time);
        _adapter = new LineAdapter(Board.Line);
        _adapter.Heard += _heard.Add;
    }

    public VirtualTime Time { get; }

    /// <summary>The board's end of the line.</summary>
    public WorldSerialLine Board { get; }

    public Rs485Line Line => Board.Line;

    /// <summary>A register through which nothing flows.</summary>
    public MeterRegister Still(long start, int step = 10)
    {
        return new MeterRegister(Time, Consumption.None(Time.NowMs), start, step, Dlt645VirtualMeter.Rollover);
    }

    /// <summary>An electricity meter that shows so many watt-hours.</summary>
    public Dlt645VirtualMeter Electricity(string address, long wattHours)
    {
        return new Dlt645VirtualMeter(Line, address, Still(wattHours), Even2400, Seed);
    }

    /// <summary>Sends bytes and gives what is answered within three seconds.</summary>
    public string Ask(string request)
    {
        _heard.Clear();
        _adapter.Send(Convert.FromHexString(request));
        Time.RunUntil(Time.NowMs + PatienceMs);
        return Convert.ToHexString([.. _heard]);
    }

    /// <summary>Has the node's own driver read over the board.</summary>
    public MeterReading Read(MeterProtocol protocol, LineSettings? settings = null)
    {
        return ReadAll(new SerialMeter(protocol, settings ?? Even2400)).Single();
    }

    /// <summary>Has the node's own driver read several meters, one after the other.</summary>
    public MeterReading[] ReadAll(params SerialMeter[] meters)
    {
        SerialLine driver = new(Board, meters);
        driver.ReadAll();
        while (!driver.IsIdle)
        {
            long dueMs = driver.Step(Time.NowMs);
            Time.RunUntil(dueMs == long.MaxValue ? Time.NowMs : dueMs);
        }

        return [.. meters.Select(meter => meter.Reading)];
    }
}
