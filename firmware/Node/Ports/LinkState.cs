namespace Wugang.Firmware.Node.Ports;

/// <summary>State of the connection to the broker.</summary>
public enum LinkState : byte
{
    /// <summary>Not connected, and nothing is being tried.</summary>
    Down = 1,

    /// <summary>A connection is being made; this may take many seconds.</summary>
    Connecting = 2,

    /// <summary>Connected and subscribed.</summary>
    Up = 3,
}
