using Wugang.Firmware.Core.Safety;

namespace Wugang.Supervisor.Rules;

/// <summary>What conditions and types of zones mean for protection (clause S4).</summary>
public static class ZoneStates
{
    /// <summary>Whether the zone cannot say what it watches.</summary>
    public static bool IsFault(this ZoneState state)
    {
        return state switch
        {
            ZoneState.Cut or ZoneState.Short or ZoneState.Drift or ZoneState.Silent => true,
            ZoneState.Unknown or ZoneState.Normal or ZoneState.Active => false,
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };
    }

    /// <summary>Whether zones of this type are watched at all hours, whatever the protection state; false for a type that is not known here.</summary>
    public static bool IsWatchedAtAllHours(string type)
    {
        ZoneType found = ZoneTypes.Find(type);
        return found != 0 && ZoneTypes.IsWatchedAtAllHours(found);
    }
}
