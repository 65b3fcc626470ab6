namespace nanoFramework.Device.Bluetooth.GenericAttributeProfile;

/// <summary>The connection with a client.</summary>
public class GattSession
{
    internal GattSession()
    {
    }

    public delegate void GattSessionStatusChangedEventHandler(object sender, GattSessionStatusChangedEventArgs args);

    /// <summary>A client came or went.</summary>
    public event GattSessionStatusChangedEventHandler? SessionStatusChanged;

    internal void Show(GattSessionStatus status)
    {
        SessionStatusChanged?.Invoke(this, new GattSessionStatusChangedEventArgs(status));
    }
}
