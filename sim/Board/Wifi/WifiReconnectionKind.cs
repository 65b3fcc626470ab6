namespace System.Device.Wifi;

/// <summary>Whether the chip joins the network again by itself.</summary>
public enum WifiReconnectionKind
{
    Automatic = 0,
    Manual = 1,
}
