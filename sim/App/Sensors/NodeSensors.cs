using Wugang.Firmware.Core.Config;
using Wugang.Sim.Board;
using Wugang.Sim.World;
using Wugang.Sim.World.Air;
using Wugang.Sim.World.Meters;

namespace Wugang.Sim.App.Sensors;

/// <summary>The virtual radio sensors around a virtual ESP32, in real time.</summary>
internal sealed class NodeSensors : IDisposable
{
    private const int MsPerSecond = 1000;
    private const int WordsWithinSilence = 4;
    private const short SignalDbm = -58;
    private const long Seed = 1;

    // Counters go on from one start of the simulator to the next: none of them speaks more than once a second for long.
    private const long FirstCounterUnixMs = 1_767_196_800_000;

    private static readonly byte[] Flags = [0x02, 0x01, 0x06];
    private static readonly byte[] Uuid = [0x16, 0xD2, 0xFC];

    private readonly VirtualBoard _board;
    private readonly LiveTime _time = new("Radio sensors");
    private readonly Dictionary<string, VirtualSensor> _sensors = [];
    private readonly Dictionary<string, MeterRegister> _registers = [];
    private volatile HeardFrame? _newest;

    /// <param name="board">The board that hears them.</param>
    /// <param name="settings">Its node's settings.</param>
    /// <param name="keys">The keys of the node, those of the sensors among them.</param>
    /// <param name="consumption">What flows through a meter that a sensor reads.</param>
    public NodeSensors(VirtualBoard board, NodeSettings settings, NodeKeys keys, Func<MeterSettings, Consumption> consumption)
    {
        _board = board;
        foreach (SensorSettings sensor in settings.Sensors)
        {
            _time.Do(time => _sensors[sensor.Name] = Hang(time, sensor, keys));
        }

        foreach (MeterSettings meter in settings.Meters.Where(meter => meter.Sensor is not null))
        {
            SeededRandom habits = new(Seed, meter.Name + "/habits");
            _registers[meter.Name] = _time.Do(time => SensorFitter.Fit(
                meter, _sensors[meter.Sensor.Name], habits, consumption(meter), time));
        }
    }

    /// <summary>The newest advertisement that the board has heard; null where there was none.</summary>
    public HeardFrame? Newest => _newest;

    /// <summary>Names of all of them.</summary>
    public IReadOnlyCollection<string> Names => _sensors.Keys;

    /// <summary>Does something to a sensor.</summary>
    /// <exception cref="KeyNotFoundException">There is none of this name.</exception>
    public void Do(string sensor, Action<VirtualSensor> act)
    {
        _time.Do(_ =>
        {
            act(_sensors[sensor]);
            return 0;
        });
    }

    /// <summary>What a meter shows that a sensor reads, in watt-hours or litres.</summary>
    public long RegisterOf(string meter)
    {
        return _time.Do(_ => _registers[meter].Now);
    }

    /// <summary>What flows through it at this moment, in watts or litres an hour.</summary>
    public long FlowOf(string meter)
    {
        return _time.Do(_ => _registers[meter].FlowNow);
    }

    public void Dispose()
    {
        _time.Dispose();
    }

    private VirtualSensor Hang(VirtualTime time, SensorSettings settings, NodeKeys keys)
    {
        long address = SensorAddress.ToInteger(settings.Address);
        VirtualSensor sensor = new(
            time, address, keys.FindSensorSecret(settings.Address), Send, new SeededRandom(Seed, settings.Name))
        {
            IntervalMs = (long)settings.SilentAfterS * MsPerSecond / WordsWithinSilence,
            Counter = (uint)((time.NowMs - FirstCounterUnixMs) / MsPerSecond),
        };
        sensor.Begin();
        return sensor;
    }

    private void Send(SensorFrame frame)
    {
        if (_board.Bluetooth.IsListening)
        {
            _newest = new HeardFrame(_sensors.First(pair => pair.Value == frame.Sensor).Key, SignalDbm, Environment.TickCount64);
        }

        _board.Bluetooth.Hear(
            (ulong)frame.Sensor.Address, SignalDbm, [.. Flags, (byte)(Uuid.Length + frame.Data.Length), .. Uuid, .. frame.Data]);
    }
}

/// <summary>An advertisement that a board has heard.</summary>
/// <param name="Name">Of the sensor.</param>
/// <param name="SignalDbm">How strongly it arrived.</param>
/// <param name="HeardMs">When, on this computer's own clock.</param>
internal sealed record HeardFrame(string Name, short SignalDbm, long HeardMs)
{
    /// <summary>Milliseconds since then.</summary>
    public long AgeMs => Environment.TickCount64 - HeardMs;
}
