namespace Wugang.Firmware.Core.Config;

/// <summary>How a vendor uses the first status byte. Never renumber, only append; 0 is never valid.</summary>
public enum Cjt188StatusReading : byte
{
    /// <summary>From the lowest bit: valve closed, valve faulty, battery low.</summary>
    LowBits = 1,

    /// <summary>From the highest bit: valve faulty, valve closed, battery low.</summary>
    HighBits = 2,

    /// <summary>Otherwise, or not known: nothing is read from it.</summary>
    None = 3,
}
