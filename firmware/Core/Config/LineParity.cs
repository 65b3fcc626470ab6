namespace Wugang.Firmware.Core.Config;

/// <summary>The parity bit of each byte on a serial line. Never renumber, only append; 0 is never valid.</summary>
public enum LineParity : byte
{
    None = 1,

    Even = 2,

    Odd = 3,
}
