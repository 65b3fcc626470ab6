using Wugang.Firmware.Core;
using Wugang.Supervisor.Rules.Contents;

namespace Wugang.Supervisor.Rules;

/// <summary>The radio sensors of one node: each heartbeat tells of one of them.</summary>
internal sealed class SensorTable
{
    private const long MsPerSecond = 1000;

    private readonly SortedDictionary<string, SensorStatus> _sensors = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, SensorStatus> Sensors => _sensors;

    /// <summary>The node started: its sensors may be others.</summary>
    public void Clear()
    {
        _sensors.Clear();
    }

    public void Take(RecordContent.Sensed sensor, long atMs)
    {
        if (_sensors.ContainsKey(sensor.Sensor) || _sensors.Count < Limits.MaxSensors)
        {
            _sensors[sensor.Sensor] = new SensorStatus(
                atMs,
                sensor.BatteryPercent,
                sensor.IsBatteryLow,
                sensor.HeardS is { } heardS ? atMs - (heardS * MsPerSecond) : 0,
                sensor.SignalDbm,
                sensor.Refused);
        }
    }

    public void Take(RecordContent.SensorFaultChanged change)
    {
        if (_sensors.TryGetValue(change.Sensor, out SensorStatus? status))
        {
            _sensors[change.Sensor] = status with { IsBatteryLow = change.HasBegun };
        }
    }
}
