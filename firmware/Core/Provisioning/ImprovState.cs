namespace Wugang.Firmware.Core.Provisioning;

/// <summary>Where setting the node up stands (Improv over BLE 2.4, "Current State"). On the air: never renumber; 0 is never valid.</summary>
public enum ImprovState : byte
{
    /// <summary>Somebody must press the node's button first.</summary>
    AuthorizationRequired = 1,

    /// <summary>The button was pressed within the last minute: what the phone sends is taken.</summary>
    Authorized = 2,

    /// <summary>The node tries to join the Wi-Fi network.</summary>
    Provisioning = 3,

    /// <summary>All is stored.</summary>
    Provisioned = 4,
}
