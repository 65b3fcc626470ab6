using System;
using Wugang.Firmware.Core.Records;

namespace Wugang.Firmware.Core.Safety;

/// <summary>The conditions by their names on the wire.</summary>
public static class ZoneConditions
{
    private static readonly WireNames Names = new WireNames("normal", "active", "cut", "short", "drift", "silent");

    /// <exception cref="ArgumentOutOfRangeException">The condition is not a member.</exception>
    public static string NameOf(ZoneCondition condition)
    {
        return Names.Of((int)condition);
    }

    /// <summary>The condition of this name, or 0 if there is none.</summary>
    public static ZoneCondition Find(string name)
    {
        return (ZoneCondition)Names.Find(name);
    }

    /// <summary>Whether the input cannot say what it should say.</summary>
    public static bool IsFault(ZoneCondition condition)
    {
        switch (condition)
        {
            case ZoneCondition.Normal:
            case ZoneCondition.Active:
                return false;
            case ZoneCondition.Cut:
            case ZoneCondition.Short:
            case ZoneCondition.Drift:
            case ZoneCondition.Silent:
                return true;
            default:
                throw new ArgumentOutOfRangeException(nameof(condition));
        }
    }
}
