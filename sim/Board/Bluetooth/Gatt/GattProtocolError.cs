namespace nanoFramework.Device.Bluetooth.GenericAttributeProfile;

/// <summary>Errors of the attribute protocol (Bluetooth Core Specification, volume 3, part F, 3.4.1.1).</summary>
public static class GattProtocolError
{
    public static byte ReadNotPermitted => 0x02;

    public static byte WriteNotPermitted => 0x03;

    public static byte InsufficientAuthentication => 0x05;

    public static byte AttributeNotFound => 0x0A;

    public static byte InvalidAttributeValueLength => 0x0D;

    public static byte UnlikelyError => 0x0E;

    public static byte InsufficientEncryption => 0x0F;

    public static byte InsufficientResources => 0x11;
}
