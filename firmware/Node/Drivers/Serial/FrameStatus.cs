namespace Wugang.Firmware.Node.Drivers.Serial;

/// <summary>What bytes are as a frame of a protocol. Never renumber, only append; 0 is never valid.</summary>
public enum FrameStatus : byte
{
    /// <summary>A whole frame with the right checksum.</summary>
    Ok = 1,

    /// <summary>The first byte starts no frame.</summary>
    NoStart = 2,

    /// <summary>The second start byte of DL/T 645, behind the address, is another one.</summary>
    NoSecondStart = 3,

    /// <summary>A length that the protocol does not allow.</summary>
    BadLength = 4,

    /// <summary>So far a frame, but bytes are missing.</summary>
    Incomplete = 5,

    /// <summary>The last byte does not end a frame.</summary>
    BadEnd = 6,

    /// <summary>A whole frame whose checksum does not match.</summary>
    BadChecksum = 7,

    /// <summary>A function of Modbus of which the length is not known.</summary>
    UnknownFunction = 8,
}
