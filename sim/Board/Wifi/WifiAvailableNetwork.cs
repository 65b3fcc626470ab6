namespace System.Device.Wifi;

/// <summary>A network that the chip hears.</summary>
public class WifiAvailableNetwork
{
    public double NetworkRssiInDecibelMilliwatts { get; internal init; }

    public string Ssid { get; internal init; } = "";
}
