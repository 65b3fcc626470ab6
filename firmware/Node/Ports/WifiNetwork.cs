namespace Wugang.Firmware.Node.Ports;

/// <summary>A Wi-Fi network that the board hears.</summary>
public sealed class WifiNetwork
{
    public WifiNetwork(string name, int signalDbm)
    {
        Name = name;
        SignalDbm = signalDbm;
    }

    /// <summary>Its SSID; empty where it hides it.</summary>
    public string Name { get; }

    /// <summary>How strongly it is heard, in dBm.</summary>
    public int SignalDbm { get; }
}
