namespace Wugang.Firmware.Core.Safety;

/// <summary>Whether the facility is open by its registered hours. Never renumber, only append; 0 is never valid.</summary>
public enum OpeningState : byte
{
    Open = 1,
    Closed = 2,

    /// <summary>No hours are registered, or the node does not know the time.</summary>
    Unknown = 3,
}
