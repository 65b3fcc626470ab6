namespace Wugang.Firmware.Node.Drivers.Cjt188;

/// <summary>The valve of a meter. Never renumber, only append; 0 is never valid.</summary>
public enum ValveState : byte
{
    Open = 1,

    Closed = 2,

    Faulty = 3,

    /// <summary>The meter does not say, or says it in a way that is not known.</summary>
    Unknown = 4,
}
