namespace Wugang.Firmware.Node.Drivers.Serial;

/// <summary>How reading a meter ended. Never renumber, only append; 0 is never valid.</summary>
public enum ReadingStatus : byte
{
    /// <summary>What was asked for came, from whom it was asked, and its checksum matched.</summary>
    Ok = 1,

    /// <summary>Nothing came.</summary>
    NoAnswer = 2,

    /// <summary>Bytes came, but no whole frame, or one of a length that does not fit what was asked.</summary>
    Malformed = 3,

    /// <summary>A frame came whose checksum does not match.</summary>
    BadChecksum = 4,

    /// <summary>Only another meter answered.</summary>
    WrongAddress = 5,

    /// <summary>The meter answered something else: another quantity, another kind of reply, another sequence number.</summary>
    WrongIdentifier = 6,

    /// <summary>The meter speaks DL/T 645 in its edition of 1997, whose registers are not read.</summary>
    OtherEdition = 7,

    /// <summary>The meter answered that it cannot; <see cref="MeterReading.ErrorCode"/> says why.</summary>
    MeterError = 8,

    /// <summary>The meter answered with digits that are none, as some do for what they do not have.</summary>
    NotDecimal = 9,

    /// <summary>The meter counts in a unit that is not one of its medium.</summary>
    WrongUnit = 10,

    /// <summary>A register that is negative, or larger than the wire carries.</summary>
    OutOfRange = 11,

    /// <summary>The line did not become quiet, so that nothing could be asked.</summary>
    LineBusy = 12,
}
