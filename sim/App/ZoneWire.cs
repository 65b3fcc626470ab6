using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Node.Drivers.Bthome;
using Wugang.Sim.App.Sensors;
using Wugang.Sim.Board;

namespace Wugang.Sim.App;

/// <summary>
/// What hangs between the terminals of one zone: a contact, within its resistors where the zone is a loop; or its radio sensor.
/// </summary>
internal sealed class ZoneWire
{
    private readonly VirtualBoard _board;
    private readonly NodeSensors _sensors;

    /// <summary>Wires the zone up; all is well.</summary>
    public ZoneWire(VirtualBoard board, NodeSensors sensors, ZoneSettings zone)
    {
        _board = board;
        _sensors = sensors;
        Zone = zone;
        if (IsWireless)
        {
            sensors.Do(zone.Sensor.Name, sensor => sensor.Watch(BthomeObject.IdOf(zone.Object)));
            return;
        }

        Apply();
    }

    public ZoneSettings Zone { get; }

    public bool IsLoop => Zone.Loop is not null;

    public bool IsWireless => Zone.Sensor is not null;

    /// <summary>Whether the contact is in its active position.</summary>
    public bool IsActive { get; private set; }

    /// <summary>What is wrong with the wire of a loop.</summary>
    public LoopFault Fault { get; private set; }

    /// <summary>The resistance of a loop as the converter shows it, in ohms; null where it is open, and of a zone that is no loop.</summary>
    public int? Ohm => IsLoop ? OhmOf(_board.AnalogInputs[Zone.Loop.Channel].Ratio, Zone.Loop.PullUpOhm) : null;

    public void SetActive(bool isActive)
    {
        IsActive = isActive;
        Apply();
    }

    public void SetFault(LoopFault fault)
    {
        Fault = fault;
        Apply();
    }

    private static int? OhmOf(double ratio, int pullUpOhm)
    {
        int counts = (int)Math.Round(ratio * Limits.AnalogFullScale);
        return counts == Limits.AnalogFullScale ? null : (int)((long)pullUpOhm * counts / (Limits.AnalogFullScale - counts));
    }

    private void Apply()
    {
        if (IsWireless)
        {
            _sensors.Do(Zone.Sensor.Name, sensor => sensor.Show(BthomeObject.IdOf(Zone.Object), IsActive));
        }
        else if (Zone.Loop is { } loop)
        {
            double ohm = OhmBetween(loop);
            _board.AnalogInputs[loop.Channel].Ratio = double.IsInfinity(ohm) ? 1 : ohm / (loop.PullUpOhm + ohm);
        }
        else
        {
            _board.Pins[Zone.Pin].Drive(IsActive);
        }
    }

    /// <summary>The resistance between the terminals, in ohms.</summary>
    private double OhmBetween(LoopSettings loop)
    {
        return Fault switch
        {
            LoopFault.Cut => double.PositiveInfinity,
            LoopFault.Short => 0,
            LoopFault.None when !IsActive => loop.EndOhm,
            LoopFault.None when loop.OpensWhenActive =>
                loop.AlarmOhm == 0 ? double.PositiveInfinity : loop.EndOhm + loop.AlarmOhm,
            LoopFault.None => loop.AlarmOhm == 0 ? 0 : 1 / ((1.0 / loop.EndOhm) + (1.0 / loop.AlarmOhm)),
            _ => throw new InvalidOperationException($"Unknown fault {Fault}."),
        };
    }
}
