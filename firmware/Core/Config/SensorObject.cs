namespace Wugang.Firmware.Core.Config;

/// <summary>What of a sensor a zone follows. Never renumber, only append; 0 is never valid.</summary>
public enum SensorObject : byte
{
    Door = 1,
    Window = 2,
    Opening = 3,
    GarageDoor = 4,

    /// <summary>Unlocked is active.</summary>
    Lock = 5,

    Motion = 6,
    Occupancy = 7,
    Presence = 8,
    Smoke = 9,
    Gas = 10,
    CarbonMonoxide = 11,

    /// <summary>Water where none should be.</summary>
    Moisture = 12,

    Tamper = 13,
    Vibration = 14,
    Problem = 15,

    /// <summary>Unsafe is active.</summary>
    Safety = 16,

    Generic = 17,

    /// <summary>Any press of any of its buttons.</summary>
    Button = 18,
}
