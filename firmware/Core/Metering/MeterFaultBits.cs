using System;
using Wugang.Firmware.Core.Records;

namespace Wugang.Firmware.Core.Metering;

/// <summary>Faults of meters as sets of bits, and by their words on the wire.</summary>
public static class MeterFaultBits
{
    /// <summary>Number of members.</summary>
    public const int Count = 7;

    private static readonly WireNames Names = new WireNames(
        "meter_backwards", "meter_too_fast", "meter_stuck", "meter_changed", "meter_unit", "meter_drift", "meter_battery");

    /// <exception cref="ArgumentOutOfRangeException">The fault is not a member.</exception>
    public static string NameOf(MeterFault fault)
    {
        return Names.Of((int)fault);
    }

    /// <summary>The bit of a fault in a set.</summary>
    public static int BitOf(MeterFault fault)
    {
        return 1 << (int)fault;
    }

    /// <summary>Whether a fault is in a set.</summary>
    public static bool Has(int faults, MeterFault fault)
    {
        return (faults & BitOf(fault)) != 0;
    }
}
