namespace Wugang.Firmware.Core.Provisioning;

/// <summary>How far a message has come that a phone sends in pieces. 0 is never valid.</summary>
public enum PieceStatus : byte
{
    /// <summary>More pieces are to come.</summary>
    Unfinished = 1,

    /// <summary>All is there, and its check fits.</summary>
    Whole = 2,

    /// <summary>All is there and its check does not fit, or more came than was announced. It is dropped.</summary>
    Damaged = 3,

    /// <summary>More was announced than there is room for. It is dropped.</summary>
    TooLong = 4,
}
