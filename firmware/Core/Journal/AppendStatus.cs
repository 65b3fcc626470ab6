namespace Wugang.Firmware.Core.Journal;

/// <summary>How an append to the journal ended. Never renumber, only append; 0 is never valid.</summary>
public enum AppendStatus : byte
{
    /// <summary>Stored, and would survive a loss of power.</summary>
    Stored = 1,

    /// <summary>No room: everything is unconfirmed. Nothing was written.</summary>
    Full = 2,

    /// <summary>The storage failed. The record may or may not be there.</summary>
    StorageFailed = 3,
}
