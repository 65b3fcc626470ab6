namespace System.Device.Wifi;

/// <summary>What the newest scan has found.</summary>
public class WifiNetworkReport
{
    internal WifiNetworkReport(WifiAvailableNetwork[] networks)
    {
        AvailableNetworks = networks;
    }

    public WifiAvailableNetwork[] AvailableNetworks { get; }
}
