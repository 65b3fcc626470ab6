namespace Wugang.Firmware.Core.Safety;

/// <summary>What a supervised input shows. Never renumber, only append; 0 is never valid.</summary>
public enum ZoneCondition : byte
{
    /// <summary>All is well.</summary>
    Normal = 1,

    /// <summary>The contact has acted: a door is open, a button pressed, a detector tripped.</summary>
    Active = 2,

    /// <summary>A fault: the loop is open.</summary>
    Cut = 3,

    /// <summary>A fault: the loop is shorted.</summary>
    Short = 4,

    /// <summary>A fault: the loop has a resistance that is none of its own.</summary>
    Drift = 5,

    /// <summary>A fault: a radio sensor was not heard of for longer than its interval.</summary>
    Silent = 6,
}
