namespace nanoFramework.Device.Bluetooth.GenericAttributeProfile;

/// <summary>How a notification of one client ended.</summary>
public class GattClientNotificationResult
{
    internal GattClientNotificationResult(GattCommunicationStatus status)
    {
        Status = status;
    }

    public GattCommunicationStatus Status { get; }
}
