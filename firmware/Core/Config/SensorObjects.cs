using System;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Core.Safety;

namespace Wugang.Firmware.Core.Config;

/// <summary>What zones follow of a sensor, by its names in the settings.</summary>
public static class SensorObjects
{
    internal static readonly WireNames Names = new WireNames(
        "door",
        "window",
        "opening",
        "garage_door",
        "lock",
        "motion",
        "occupancy",
        "presence",
        "smoke",
        "gas",
        "carbon_monoxide",
        "moisture",
        "tamper",
        "vibration",
        "problem",
        "safety",
        "generic",
        "button");

    /// <summary>Its name in the settings.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not a member.</exception>
    public static string NameOf(SensorObject what)
    {
        return Names.Of((int)what);
    }

    /// <summary>What a zone of this type follows where the settings do not say otherwise.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The type is not a member.</exception>
    public static SensorObject UsualOf(ZoneType type)
    {
        switch (type)
        {
            case ZoneType.Door:
                return SensorObject.Door;
            case ZoneType.Window:
                return SensorObject.Window;
            case ZoneType.Motion:
                return SensorObject.Motion;
            case ZoneType.Smoke:
                return SensorObject.Smoke;
            case ZoneType.Panic:
                return SensorObject.Button;
            case ZoneType.GasLeak:
                return SensorObject.Gas;
            case ZoneType.WaterLeak:
                return SensorObject.Moisture;
            case ZoneType.Tamper:
                return SensorObject.Tamper;
            default:
                throw new ArgumentOutOfRangeException(nameof(type));
        }
    }
}
