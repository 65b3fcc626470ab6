using System;
using Wugang.Firmware.Core.Records;

namespace Wugang.Firmware.Core.Safety;

/// <summary>The zone types by their names on the wire.</summary>
public static class ZoneTypes
{
    private static readonly WireNames Names = new WireNames(
        "door", "smoke", "panic", "window", "motion", "gas_leak", "water_leak", "tamper");

    /// <exception cref="ArgumentOutOfRangeException">The type is not a member.</exception>
    public static string NameOf(ZoneType type)
    {
        return Names.Of((int)type);
    }

    /// <summary>The type of this name, or 0 if there is none.</summary>
    public static ZoneType Find(string name)
    {
        return (ZoneType)Names.Find(name);
    }

    /// <summary>Whether zones of this type are watched at all hours, whatever the protection state (clauses S3, S4).</summary>
    public static bool IsWatchedAtAllHours(ZoneType type)
    {
        switch (type)
        {
            case ZoneType.Door:
            case ZoneType.Window:
            case ZoneType.Motion:
                return false;
            case ZoneType.Smoke:
            case ZoneType.Panic:
            case ZoneType.GasLeak:
            case ZoneType.WaterLeak:
            case ZoneType.Tamper:
                return true;
            default:
                throw new ArgumentOutOfRangeException(nameof(type));
        }
    }
}
