using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Node.Drivers.Bthome;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Node.Sensors;

/// <summary>
/// Listens to the radio sensors. In each step every sensor may say one thing that is believed, and so many advertisements are looked at in
/// all, from another sensor on each time, that a flood delays nothing else.
/// </summary>
/// <remarks>
/// What is believed acts at once. Its counter is stored before anything is recorded of it, so that nothing that the records tell of is
/// ever taken a second time; while the flash does not keep it, each step tries again.
/// </remarks>
internal sealed class SensorTask
{
    // What the member of a heartbeat takes at most, and all that is behind it.
    private const int HeartbeatBytes = 1024;

    private readonly SensorPoint[] _points;
    private readonly SensorMemory _memory;
    private readonly AdvertisementRing _ring;
    private readonly Advertisement _advertisement = new Advertisement();
    private int _first;
    private int _described;
    private bool _isUnsaved;
    private long _dueMs = long.MaxValue;

    public SensorTask(NodeSettings settings, NodeKeys keys, IBoard board)
    {
        SensorSettings[] sensors = settings.Sensors;
        _points = new SensorPoint[sensors.Length];
        if (sensors.Length == 0)
        {
            return;
        }

        _memory = new SensorMemory(sensors, keys, board.Mac, board.Storage);
        AesCcm ccm = new AesCcm(board.Cipher);
        long[] addresses = new long[sensors.Length];
        for (int i = 0; i < sensors.Length; i++)
        {
            addresses[i] = SensorAddress.ToInteger(sensors[i].Address);
            BthomeSensor sensor = new BthomeSensor(addresses[i], keys.FindSensorSecret(sensors[i].Address), ccm);
            sensor.Counter = _memory.CounterOf(i);
            _points[i] = new SensorPoint(sensors[i], sensor);
        }

        _ring = board.OpenScanner(addresses);
    }

    /// <summary>When the next step is due: at once where something may wait.</summary>
    public long DueMs
    {
        get { return _dueMs; }
    }

    /// <summary>The input of a zone that follows a sensor.</summary>
    public SupervisedInput OpenInput(ZoneSettings zone)
    {
        SensorInput input = new SensorInput(zone);
        PointOf(zone.Sensor).AddInput(input);
        return input;
    }

    /// <summary>The meter that a sensor reads.</summary>
    public SensorMeter OpenMeter(MeterSettings meter)
    {
        SensorMeter opened = new SensorMeter(meter);
        PointOf(meter.Sensor).AddMeter(opened);
        return opened;
    }

    /// <summary>Takes what the radio has heard.</summary>
    public void Step(long nowMs)
    {
        if (_points.Length == 0)
        {
            return;
        }

        int rest = Limits.MaxAdvertisementsPerStep;
        bool hasMore = false;
        for (int i = 0; i < _points.Length; i++)
        {
            int index = (_first + i) % _points.Length;
            rest -= TakeOf(index, rest, out bool isBelieved);
            hasMore = hasMore || isBelieved || rest == 0;
        }

        _first = (_first + 1) % _points.Length;
        _dueMs = hasMore ? nowMs : long.MaxValue;
    }

    /// <summary>Stores the counters of what was believed; to be called before anything is recorded of it.</summary>
    public void Keep()
    {
        _isUnsaved = _isUnsaved && !_memory.Save();
    }

    /// <summary>Takes whatever counter these sensors send next.</summary>
    /// <param name="sensors">Bits in the order of the settings.</param>
    public void Pair(int sensors)
    {
        for (int i = 0; i < _points.Length; i++)
        {
            if ((sensors & (1 << i)) != 0)
            {
                _points[i].Sensor.Counter = BthomeSensor.NoCounter;
                NoteCounter(i);
            }
        }

        Keep();
    }

    /// <summary>Writes down whose battery is low, or no longer.</summary>
    public void Record(Recorder recorder, long nowMs)
    {
        for (int i = 0; i < _points.Length; i++)
        {
            SensorPoint point = _points[i];
            if (point.IsBatteryLow != point.IsRecordedLow)
            {
                point.IsRecordedLow = point.IsBatteryLow;
                CanonicalWriter data = recorder.Begin(RecordKind.Fault);
                data.Name("fault").Text("sensor_battery").Name("sensor").Text(point.Settings.Name);
                data.Name("state").Text(point.IsBatteryLow ? "begun" : "ended");
                recorder.Commit(nowMs);
            }
        }
    }

    /// <summary>Writes how one of the sensors is into a heartbeat's <c>data</c>, each in its turn, where there is room for it.</summary>
    public void Describe(CanonicalWriter data, long nowMs)
    {
        if (_points.Length > 0 && data.Position < Limits.MaxRecordBytes - HeartbeatBytes)
        {
            _points[_described].Describe(data, nowMs);
            _described = (_described + 1) % _points.Length;
        }
    }

    /// <returns>How many were looked at.</returns>
    private int TakeOf(int index, int most, out bool isBelieved)
    {
        SensorPoint point = _points[index];
        point.Sensor.NoteFlooded(_ring.TakeLostCount(index));
        int taken = 0;
        isBelieved = false;
        while (taken < most && !isBelieved && !point.IsBusy && _ring.TryTake(index, _advertisement))
        {
            taken++;
            isBelieved = point.Take(_advertisement);
            NoteCounter(index);
        }

        return taken;
    }

    private void NoteCounter(int index)
    {
        long counter = _points[index].Sensor.Counter;
        if (counter != _memory.CounterOf(index))
        {
            _memory.SetCounter(index, counter);
            _isUnsaved = true;
        }
    }

    private SensorPoint PointOf(SensorSettings sensor)
    {
        int index = 0;
        while (_points[index].Settings != sensor)
        {
            index++;
        }

        return _points[index];
    }
}
