using System;
using Wugang.Firmware.Core.Records;

namespace Wugang.Firmware.Core.Safety;

/// <summary>The words of alarms, protection and acts on the wire.</summary>
public static class SafetyNames
{
    private static readonly WireNames Acts = new WireNames(
        "set", "set_forced", "unset", "test", "end_test", "silence", "reset", "bypass", "end_bypass", "pair");

    private static readonly WireNames Actors = new WireNames("key", "command", "schedule", "timer", "start", "storage");

    private static readonly WireNames Causes = new WireNames("detected", "intrusion", "held_open", "fault");

    private static readonly WireNames Faults = new WireNames(
        "mains", "battery_low", "battery_exhausted", "siren_circuit");

    private static readonly WireNames Openings = new WireNames("open", "closed", "unknown");

    private static readonly WireNames Results = new WireNames(
        "done",
        "refused",
        "no_alarm",
        "cause_stands",
        "no_change",
        "expired",
        "time_unknown",
        "unknown_zone",
        "unknown_command",
        "bad_duration",
        "unknown_sensor");

    private static readonly WireNames States = new WireNames("none", "day", "full", "test");

    /// <exception cref="ArgumentOutOfRangeException">The value is not a member.</exception>
    public static string Of(Act act)
    {
        return Acts.Of((int)act);
    }

    /// <inheritdoc cref="Of(Act)"/>
    public static string Of(ActResult result)
    {
        return Results.Of((int)result);
    }

    /// <inheritdoc cref="Of(Act)"/>
    public static string Of(Actor actor)
    {
        return Actors.Of((int)actor);
    }

    /// <inheritdoc cref="Of(Act)"/>
    public static string Of(AlarmCause cause)
    {
        return Causes.Of((int)cause);
    }

    /// <inheritdoc cref="Of(Act)"/>
    public static string Of(EquipmentFault fault)
    {
        return Faults.Of((int)fault);
    }

    /// <inheritdoc cref="Of(Act)"/>
    public static string Of(OpeningState opening)
    {
        return Openings.Of((int)opening);
    }

    /// <inheritdoc cref="Of(Act)"/>
    public static string Of(ProtectionState state)
    {
        return States.Of((int)state);
    }

    /// <summary>The act of this name, or 0 if there is none.</summary>
    public static Act FindAct(string name)
    {
        return (Act)Acts.Find(name);
    }
}
