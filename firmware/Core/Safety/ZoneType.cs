namespace Wugang.Firmware.Core.Safety;

/// <summary>What a zone watches. Never renumber, only append; 0 is never valid.</summary>
public enum ZoneType : byte
{
    /// <summary>A door or gate: watched in <c>full</c>; by day it chimes and may be held open only so long.</summary>
    Door = 1,

    /// <summary>A smoke detector: alarm at once, day and night, latched (clauses S3, S4).</summary>
    Smoke = 2,

    /// <summary>A panic button: alarm at once, day and night, latched, cannot be disarmed (clauses S2, S3, S4).</summary>
    Panic = 3,

    /// <summary>A window: watched in <c>full</c>.</summary>
    Window = 4,

    /// <summary>A motion detector: watched in <c>full</c>.</summary>
    Motion = 5,

    /// <summary>A gas detector: as smoke.</summary>
    GasLeak = 6,

    /// <summary>A detector of water on the floor: as smoke, with the other siren pattern.</summary>
    WaterLeak = 7,

    /// <summary>The switch under a cover: alarm at once, day and night, latched (clauses S3, S4).</summary>
    Tamper = 8,
}
