namespace nanoFramework.Device.Bluetooth.GenericAttributeProfile;

/// <summary>What a new characteristic is like.</summary>
public class GattLocalCharacteristicParameters
{
    public GattCharacteristicProperties CharacteristicProperties { get; set; }

    public GattProtectionLevel ReadProtectionLevel { get; set; }

    public GattProtectionLevel WriteProtectionLevel { get; set; }
}
