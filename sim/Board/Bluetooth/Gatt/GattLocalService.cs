namespace nanoFramework.Device.Bluetooth.GenericAttributeProfile;

/// <summary>Characteristics that belong together.</summary>
public class GattLocalService
{
    private readonly List<GattLocalCharacteristic> _characteristics = [];

    internal GattLocalService(Guid uuid)
    {
        Uuid = uuid;
    }

    public GattLocalCharacteristic[] Characteristics => [.. _characteristics];

    public Guid Uuid { get; }

    public GattLocalCharacteristicResult CreateCharacteristic(
        Guid characteristicUuid, GattLocalCharacteristicParameters parameters)
    {
        GattLocalCharacteristic characteristic = new(characteristicUuid, parameters);
        _characteristics.Add(characteristic);
        return new GattLocalCharacteristicResult(characteristic);
    }
}
