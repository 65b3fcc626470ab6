namespace nanoFramework.Device.Bluetooth.GenericAttributeProfile;

/// <summary>What the connection must have before a characteristic may be used.</summary>
public enum GattProtectionLevel
{
    Plain = 0,
    AuthenticationRequired = 1,
    EncryptionRequired = 2,
    EncryptionAndAuthenticationRequired = 3,
}
