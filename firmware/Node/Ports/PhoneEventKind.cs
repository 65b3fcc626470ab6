namespace Wugang.Firmware.Node.Ports;

/// <summary>What a phone did. 0 is never valid.</summary>
public enum PhoneEventKind : byte
{
    /// <summary>It has connected.</summary>
    Came = 1,

    /// <summary>Its connection has ended, from whatever side.</summary>
    Left = 2,

    /// <summary>It has written a value.</summary>
    Wrote = 3,
}
