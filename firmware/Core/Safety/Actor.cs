namespace Wugang.Firmware.Core.Safety;

/// <summary>Who or what asked for a change. Never renumber, only append; 0 is never valid.</summary>
public enum Actor : byte
{
    /// <summary>A person on site.</summary>
    Key = 1,

    /// <summary>A person, through the supervisor's signed command.</summary>
    Command = 2,

    /// <summary>The registered opening hours.</summary>
    Schedule = 3,

    /// <summary>A time ran out, or the reason for a bypass is gone.</summary>
    Timer = 4,

    /// <summary>The node started.</summary>
    Start = 5,

    /// <summary>Nobody: what is so is said once more, as records of it could not be stored.</summary>
    Storage = 6,
}
