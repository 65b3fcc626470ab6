namespace Wugang.Firmware.Core.Safety;

/// <summary>What a zone watches. Never renumber, only append; 0 is never valid.</summary>
public enum ZoneType : byte
{
    /// <summary>A door or gate contact: recorded.</summary>
    Door = 1,

    /// <summary>A smoke detector: alarm at once, day and night, latched (clauses S3, S4).</summary>
    Smoke = 2,

    /// <summary>A panic button: alarm at once, day and night, latched, cannot be disarmed (clauses S2, S3, S4).</summary>
    Panic = 3,
}
