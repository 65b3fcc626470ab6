using System;

namespace Wugang.Firmware.Core.Safety;

/// <summary>The zone types by their names on the wire.</summary>
public static class ZoneTypes
{
    private static readonly string[] Names = { "door", "smoke", "panic" };

    /// <exception cref="ArgumentOutOfRangeException">The type is not a member.</exception>
    public static string NameOf(ZoneType type)
    {
        if (type < ZoneType.Door || type > ZoneType.Panic)
        {
            throw new ArgumentOutOfRangeException(nameof(type));
        }

        return Names[(int)type - 1];
    }

    /// <summary>The type of this name, or 0 if there is none.</summary>
    public static ZoneType Find(string name)
    {
        for (int i = 0; i < Names.Length; i++)
        {
            if (Names[i] == name)
            {
                return (ZoneType)(i + 1);
            }
        }

        return 0;
    }

    /// <summary>Whether zones of this type are watched at all hours and raise an alarm that latches.</summary>
    public static bool IsAlarmAtAllHours(ZoneType type)
    {
        switch (type)
        {
            case ZoneType.Door:
                return false;
            case ZoneType.Smoke:
            case ZoneType.Panic:
                return true;
            default:
                throw new ArgumentOutOfRangeException(nameof(type));
        }
    }
}
