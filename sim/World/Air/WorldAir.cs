namespace Wugang.Sim.World.Air;

/// <summary>
/// The air between the sensors of a node and its antenna. Two that speak in the same millisecond garble one another; some frames are lost; somebody
/// may record, replay and forge, and flood the air.
/// </summary>
public sealed class WorldAir
{
    private const int SignalMinDbm = -95;
    private const int SignalMaxDbm = -45;
    private const int ReplayAfterMaxMs = 3_600_000;
    private const int ForgeAfterMaxMs = 1000;
    private const int CounterBytes = 4;
    private const int TagBytes = 4;
    private const int FloodStepMs = 10;

    private readonly VirtualTime _time;
    private readonly Func<long, int, byte[], bool> _hear;
    private readonly Faults _faults;
    private readonly SeededRandom _random;
    private readonly List<VirtualSensor> _sensors = [];
    private readonly List<SensorFrame> _flying = [];
    private SensorFrame? _recorded;

    /// <param name="time">The world's time.</param>
    /// <param name="hear">The antenna: address, signal in dBm, service data; says whether anybody listens.</param>
    /// <param name="faults">What may go wrong by itself.</param>
    /// <param name="random">Draws it.</param>
    internal WorldAir(VirtualTime time, Func<long, int, byte[], bool> hear, Faults faults, SeededRandom random)
    {
        (_time, _hear, _faults, _random) = (time, hear, faults, random);
    }

    /// <summary>How often something has gone wrong by itself.</summary>
    public long FaultCount => _random.HappenedCount;

    /// <summary>Hangs a sensor up within reach; it does not speak yet.</summary>
    internal VirtualSensor Hang(long address, byte[] key, long intervalMs, SeededRandom habits)
    {
        VirtualSensor sensor = new(_time, address, key, Send, habits) { IntervalMs = intervalMs };
        _sensors.Add(sensor);
        return sensor;
    }

    /// <summary>Floods the air with forged advertisements of these sensors, so many a second, for a while.</summary>
    public void Flood(long durationMs, int perSecond)
    {
        if (_sensors.Count > 0)
        {
            long endMs = _time.NowMs + durationMs;
            FloodUntil(endMs, Math.Max(1, perSecond * FloodStepMs / 1000));
        }
    }

    private void FloodUntil(long endMs, int perStep)
    {
        for (int i = 0; i < perStep; i++)
        {
            byte[] data = new byte[15];
            _random.Fill(data);
            data[0] = 0x45;
            _hear(_sensors[(int)_random.Next(_sensors.Count)].Address, SignalMaxDbm, data);
        }

        if (_time.NowMs < endMs)
        {
            _time.After(FloodStepMs, () => FloodUntil(endMs, perStep));
        }
    }

    private void Send(SensorFrame frame)
    {
        _flying.Add(frame);
        if (_flying.Count == 1)
        {
            _time.After(1, Arrive);
        }
    }

    private void Arrive()
    {
        SensorFrame[] arriving = [.. _flying];
        _flying.Clear();
        if (arriving.Length > 1)
        {
            return; // They have garbled one another.
        }

        SensorFrame frame = arriving[0];
        if (!_random.Happens(_faults.LostAdvertisements))
        {
            Deliver(frame);
        }

        Attack(frame);
    }

    private void Deliver(SensorFrame frame)
    {
        if (_hear(frame.Sensor.Address, (int)_random.Between(SignalMinDbm, SignalMaxDbm), frame.Data))
        {
            frame.Sensor.NoteHeard(frame);
        }
    }

    /// <summary>Somebody near hears it as well.</summary>
    private void Attack(SensorFrame frame)
    {
        if (_random.Happens(_faults.ReplayedAdvertisements))
        {
            SensorFrame replayed = _recorded ?? frame;
            _recorded = frame;
            _time.After(_random.Next(ReplayAfterMaxMs), () => Deliver(replayed));
        }

        if (_random.Happens(_faults.ForgedAdvertisements))
        {
            byte[] forged = [.. frame.Data];
            forged[forged.Length - TagBytes - CounterBytes] ^= 0x40;
            forged[_random.Next(forged.Length - 1) + 1] ^= (byte)(1 << (int)_random.Next(8));
            _time.After(_random.Next(ForgeAfterMaxMs), () => _hear(frame.Sensor.Address, SignalMaxDbm, forged));
        }
    }
}
