namespace Wugang.Firmware.Core.Provisioning;

/// <summary>What a phone can ask for (Improv over BLE 2.4, "RPC Command"). On the air: never renumber; 0 is never valid.</summary>
public enum ImprovCommand : byte
{
    /// <summary>Join this Wi-Fi network, and store what was sent once that has worked.</summary>
    SendWifi = 1,

    /// <summary>Show which node this is.</summary>
    Identify = 2,

    /// <summary>Say firmware, version, chip and name.</summary>
    DeviceInformation = 3,

    /// <summary>Say which Wi-Fi networks the node hears.</summary>
    ScanWifi = 4,
}
