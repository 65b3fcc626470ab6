using System;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Records;

namespace Wugang.Firmware.Core.Safety;

/// <summary>
/// Does what people and the opening hours ask for. Every act ends with a result, every change of protection is an event
/// that says who or what asked; zones that are watched at all hours are never left (clauses S3, S4).
/// </summary>
internal sealed class ActRunner
{
    private const long MsPerSecond = 1000;

    private readonly ZoneSet _zones;
    private readonly Protection _protection;
    private readonly Schedule _schedule;
    private readonly SafetyEvents _events;
    private readonly SensorSettings[] _sensors;

    public ActRunner(ZoneSet zones, Protection protection, Schedule schedule, SafetyEvents events, SensorSettings[] sensors)
    {
        _sensors = sensors;
        _zones = zones;
        _protection = protection;
        _schedule = schedule;
        _events = events;
    }

    /// <summary>The time of day, for the opening hours.</summary>
    public ClockReading Time { get; set; }

    /// <summary>Sensors that somebody has asked to pair and that wait for it, as bits in the order of the settings.</summary>
    public int SensorsToPair { get; set; }

    /// <summary>Does what a person asks for and adds how it ended.</summary>
    public ActResult Run(Act act, Order order, long atMs)
    {
        int zones;
        ActResult result = Do(act, order, atMs, out zones);
        _events.Add().SetCommand(order, result, zones);
        return result;
    }

    /// <summary>Sets <c>full</c> by the opening hours; what stands in the way is bypassed.</summary>
    public void SetBySchedule(long atMs)
    {
        int zones;
        Set(Order.OfSchedule, true, atMs, out zones);
    }

    /// <summary>Goes back to the state before the test.</summary>
    public void EndTest(Order order, long atMs)
    {
        MoveTo(_protection.LastingState, order, atMs);
    }

    /// <summary>Watches a zone again.</summary>
    public void EndBypass(Zone zone, Order order, long atMs)
    {
        zone.EndBypass(atMs);
        AddProtection(order, _protection.State);
    }

    /// <summary>The first state ever is <c>day</c>; later the node goes on with the one it had.</summary>
    /// <param name="before">The state before the restart.</param>
    /// <param name="bypassed">Whether zones were bypassed then: a bypass ends with a restart.</param>
    /// <param name="atMs">The time.</param>
    public void Start(ProtectionState before, bool bypassed, long atMs)
    {
        if (_protection.State == ProtectionState.None)
        {
            MoveTo(ProtectionState.Day, Order.OfStart, atMs);
        }
        else if (before != _protection.State || bypassed)
        {
            AddProtection(Order.OfStart, before);
        }
    }

    private ActResult Do(Act act, Order order, long atMs, out int zones)
    {
        zones = 0;
        switch (act)
        {
            case Act.Set:
                return Set(order, false, atMs, out zones);
            case Act.SetForced:
                return Set(order, true, atMs, out zones);
            case Act.Unset:
                return Unset(order, atMs);
            case Act.Test:
                return BeginTest(order, atMs);
            case Act.EndTest:
                return LeaveTest(order, atMs);
            case Act.Silence:
                zones = _zones.Silence(atMs);
                return zones == 0 ? ActResult.NoAlarm : ActResult.Done;
            case Act.Reset:
                return Reset(atMs, out zones);
            case Act.Bypass:
                return Bypass(order, atMs, out zones);
            case Act.EndBypass:
                return LeaveBypass(order, atMs, out zones);
            case Act.Pair:
                return Pair(order);
            default:
                throw new ArgumentOutOfRangeException(nameof(act));
        }
    }

    private ActResult Set(Order order, bool isForced, long atMs, out int zones)
    {
        zones = 0;
        if (_protection.State == ProtectionState.Full)
        {
            return ActResult.NoChange;
        }

        zones = _zones.FindInTheWay(_protection.HasExitDelay);
        if (zones != 0 && !isForced)
        {
            return ActResult.Refused;
        }

        for (int i = 0; i < _zones.Count; i++)
        {
            // A faulty zone that is watched at all hours stays faulty, and shows.
            if ((zones & (1 << i)) != 0 && !_zones.At(i).IsWatchedAtAllHours)
            {
                _zones.At(i).BeginBypass(long.MaxValue, true);
            }
        }

        MoveTo(ProtectionState.Full, order, atMs);
        _protection.BeginExit();
        return ActResult.Done;
    }

    private ActResult Unset(Order order, long atMs)
    {
        if (_protection.State == ProtectionState.Day)
        {
            return ActResult.NoChange;
        }

        MoveTo(ProtectionState.Day, order, atMs);
        return ActResult.Done;
    }

    private ActResult BeginTest(Order order, long atMs)
    {
        if (_protection.State == ProtectionState.Test)
        {
            return ActResult.NoChange;
        }

        if (order.DurationS < 1 || order.DurationS > Limits.MaxTestS)
        {
            return ActResult.BadDuration;
        }

        ProtectionState from = _protection.State;
        _protection.BeginTest(atMs + (order.DurationS * MsPerSecond), atMs);
        AddProtection(order, from);
        return ActResult.Done;
    }

    private ActResult LeaveTest(Order order, long atMs)
    {
        if (_protection.State != ProtectionState.Test)
        {
            return ActResult.NoChange;
        }

        EndTest(order, atMs);
        return ActResult.Done;
    }

    private ActResult Reset(long atMs, out int zones)
    {
        int kept;
        int released = _zones.Reset(atMs, out kept);
        zones = kept != 0 ? kept : released;
        return kept != 0 ? ActResult.CauseStands : released != 0 ? ActResult.Done : ActResult.NoAlarm;
    }

    private ActResult Bypass(Order order, long atMs, out int zones)
    {
        int index = _zones.IndexOf(order.ZoneName);
        zones = index < 0 ? 0 : 1 << index;
        if (index < 0)
        {
            return ActResult.UnknownZone;
        }

        if (order.DurationS < 1 || order.DurationS > Limits.MaxBypassS)
        {
            return ActResult.BadDuration;
        }

        // Panic cannot be disarmed (clause S3).
        if (_zones.At(index).Settings.Type == ZoneType.Panic)
        {
            return ActResult.Refused;
        }

        _zones.At(index).BeginBypass(atMs + (order.DurationS * MsPerSecond), false);
        AddProtection(order, _protection.State);
        return ActResult.Done;
    }

    private ActResult LeaveBypass(Order order, long atMs, out int zones)
    {
        int index = _zones.IndexOf(order.ZoneName);
        zones = index < 0 ? 0 : 1 << index;
        if (index < 0)
        {
            return ActResult.UnknownZone;
        }

        if (!_zones.At(index).IsBypassed)
        {
            return ActResult.NoChange;
        }

        EndBypass(_zones.At(index), order, atMs);
        return ActResult.Done;
    }

    private ActResult Pair(Order order)
    {
        for (int i = 0; i < _sensors.Length; i++)
        {
            if (_sensors[i].Name == order.ZoneName)
            {
                SensorsToPair |= 1 << i;
                return ActResult.Done;
            }
        }

        return ActResult.UnknownSensor;
    }

    private void MoveTo(ProtectionState state, Order order, long atMs)
    {
        ProtectionState from = _protection.State;
        long fromSinceMs = _protection.SinceMs;
        _protection.MoveTo(state, atMs);
        for (int i = 0; i < _zones.Count; i++)
        {
            Zone zone = _zones.At(i);
            if (state == ProtectionState.Day && zone.IsBypassForced)
            {
                zone.EndBypass(atMs);
            }

            // What was raised while the siren was silent for a test, and still stands, is raised again aloud.
            if (from == ProtectionState.Test && zone.Alarm != 0 && zone.AlarmSinceMs >= fromSinceMs)
            {
                zone.WatchAnew(atMs);
            }
        }

        bool isPerson = order.By == Actor.Key || order.By == Actor.Command;
        if (state == ProtectionState.Day && isPerson && _schedule.At(Time) != OpeningState.Open)
        {
            _protection.StayOpen(atMs);
        }

        AddProtection(order, from);
    }

    /// <summary>Says once more what is set and bypassed.</summary>
    public void Restate()
    {
        AddProtection(Order.OfStorage, _protection.State);
    }

    private void AddProtection(Order order, ProtectionState from)
    {
        _events.Add().SetProtection(order, from, _protection.State, _schedule.At(Time), _zones.Bypassed);
    }
}
