namespace Wugang.Firmware.Core.Provisioning;

/// <summary>What a phone sends to the node's own setup service. On the air: never renumber, only append; 0 is never valid.</summary>
public enum SetupKind : byte
{
    /// <summary>The settings, as in <c>node.json</c>.</summary>
    Settings = 1,

    /// <summary>The keys, as in <c>keys.json</c>.</summary>
    Keys = 2,

    /// <summary>Nothing; stores what was sent before, without another Wi-Fi network.</summary>
    Apply = 3,
}
