namespace nanoFramework.Device.Bluetooth.GenericAttributeProfile;

public class GattSessionStatusChangedEventArgs
{
    internal GattSessionStatusChangedEventArgs(GattSessionStatus status)
    {
        Status = status;
    }

    public GattSessionStatus Status { get; }
}
