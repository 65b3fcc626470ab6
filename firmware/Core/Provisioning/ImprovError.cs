namespace Wugang.Firmware.Core.Provisioning;

/// <summary>What was wrong with the newest command (Improv over BLE 2.4, "Error state"). On the air: never renumber.</summary>
public enum ImprovError : byte
{
    /// <summary>Nothing so far.</summary>
    None = 0,

    /// <summary>Malformed: a wrong sum, too long, or cut off.</summary>
    InvalidPacket = 1,

    /// <summary>A command that this node does not know.</summary>
    UnknownCommand = 2,

    /// <summary>The Wi-Fi network is not there, or its password is another.</summary>
    UnableToConnect = 3,

    /// <summary>The button was not pressed, or too long ago.</summary>
    NotAuthorized = 4,

    /// <summary>The flash did not take what was to be stored.</summary>
    Unknown = 255,
}
