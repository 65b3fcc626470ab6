namespace nanoFramework.Device.Bluetooth.GenericAttributeProfile;

/// <summary>How something sent to a client ended.</summary>
public enum GattCommunicationStatus
{
    Success = 0,
    Unreachable = 1,
    ProtocolError = 2,
    AccessDenied = 3,
}
