namespace Wugang.Firmware.Core.Records;

/// <summary>What a record is about. Never renumber, only append; 0 is never valid.</summary>
public enum RecordKind : byte
{
    /// <summary>The node started.</summary>
    Boot = 1,

    /// <summary>A zone became active or normal.</summary>
    Zone = 2,

    /// <summary>A register of a meter at the end of an interval.</summary>
    Meter = 3,

    /// <summary>A person's or the supervisor's act, and how it ended.</summary>
    Command = 4,

    /// <summary>Not in the journal: vouches for the state and the journal's head.</summary>
    Heartbeat = 5,

    /// <summary>The protection state or a bypass changed.</summary>
    Protection = 6,

    /// <summary>Something other than a zone failed or recovered: supply, siren circuit.</summary>
    Fault = 7,

    /// <summary>Settings were refused.</summary>
    Config = 8,

    /// <summary>Protection was the same for a stretch of time.</summary>
    Span = 9,

    /// <summary>Records made room for newer ones.</summary>
    Loss = 10,
}
