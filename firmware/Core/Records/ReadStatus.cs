namespace Wugang.Firmware.Core.Records;

/// <summary>How reading a signed object ended. Never renumber, only append; 0 is never valid.</summary>
public enum ReadStatus : byte
{
    /// <summary>Well formed; its signature was not looked at yet.</summary>
    Ok = 1,

    /// <summary>Longer than <see cref="Limits.MaxRecordBytes"/>.</summary>
    TooLarge = 2,

    /// <summary>Not JSON at all.</summary>
    NotJson = 3,

    /// <summary>JSON, but not in the one spelling that is signed.</summary>
    NotCanonical = 4,

    /// <summary>A member is missing, is unknown, or holds what it may not.</summary>
    BadMember = 5,

    /// <summary>A version of the format that this reader does not know.</summary>
    UnknownVersion = 6,
}
