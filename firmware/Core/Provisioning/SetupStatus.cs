namespace Wugang.Firmware.Core.Provisioning;

/// <summary>How a message to the setup service ended. On the air: never renumber, only append; 0 is never valid.</summary>
public enum SetupStatus : byte
{
    /// <summary>Taken. What was sent is stored once the node has joined a Wi-Fi network, or with <see cref="SetupKind.Apply"/>.</summary>
    Accepted = 1,

    /// <summary>Its check does not fit, or more came than was announced.</summary>
    Damaged = 2,

    /// <summary>Longer than there is room for.</summary>
    TooLong = 3,

    /// <summary>The rest of it did not come in time.</summary>
    Unfinished = 4,

    /// <summary>Of a kind that this node does not know.</summary>
    UnknownKind = 5,

    /// <summary>The button was not pressed, or too long ago.</summary>
    NotAuthorized = 6,

    /// <summary>Not good; the text says why, one fault a line.</summary>
    Refused = 7,

    /// <summary>Something is missing: nothing was sent before, or the node knows no Wi-Fi network.</summary>
    Incomplete = 8,

    /// <summary>The flash did not take it.</summary>
    StorageFailed = 9,
}
