using nanoFramework.Device.Bluetooth.Advertisement;

namespace nanoFramework.Device.Bluetooth.GenericAttributeProfile;

/// <summary>How a service is advertised.</summary>
public class GattServiceProviderAdvertisingParameters
{
    public GattServiceProviderAdvertisingParameters()
    {
        CustomAdvertisement = false;
    }

    public BluetoothLEAdvertisement Advertisement { get; } = new();

    /// <summary>Whether all sections are the caller's own; they are cleared of flags and name when it is set.</summary>
    public bool CustomAdvertisement
    {
        get;
        set
        {
            field = value;
            if (value)
            {
                Advertisement.Remove(BluetoothLEAdvertisementDataSectionType.Flags);
                Advertisement.Remove(BluetoothLEAdvertisementDataSectionType.CompleteLocalName);
            }
            else
            {
                Advertisement.Flags =
                    BluetoothLEAdvertisementFlags.ClassicNotSupported | BluetoothLEAdvertisementFlags.GeneralDiscoverableMode;
                Advertisement.LocalName = BluetoothLEServer.Instance.DeviceName;
            }
        }
    }

    public bool IsConnectable { get; set; } = true;

    public bool IsDiscoverable { get; set; } = true;
}
