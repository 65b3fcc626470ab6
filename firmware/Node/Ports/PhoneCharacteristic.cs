namespace Wugang.Firmware.Node.Ports;

/// <summary>What a phone finds on the node while it is set up: docs/reference/setup.md.</summary>
public enum PhoneCharacteristic : byte
{
    /// <summary>Improv: current state.</summary>
    ImprovState = 1,

    /// <summary>Improv: what was wrong with the newest command.</summary>
    ImprovError = 2,

    /// <summary>Improv: what the phone asks for.</summary>
    ImprovCommand = 3,

    /// <summary>Improv: the answer.</summary>
    ImprovResult = 4,

    /// <summary>Improv: what the node can do.</summary>
    ImprovCapabilities = 5,

    /// <summary>The node's own service: settings and keys. Only over an encrypted connection, and never readable.</summary>
    SetupRequest = 6,

    /// <summary>The node's own service: how the newest message ended.</summary>
    SetupResult = 7,
}
