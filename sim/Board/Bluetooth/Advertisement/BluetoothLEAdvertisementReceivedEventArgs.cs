namespace nanoFramework.Device.Bluetooth.Advertisement;

/// <summary>One advertisement that was heard.</summary>
public class BluetoothLEAdvertisementReceivedEventArgs
{
    internal BluetoothLEAdvertisementReceivedEventArgs(ulong address, short signalDbm, BluetoothLEAdvertisement advertisement)
    {
        BluetoothAddress = address;
        RawSignalStrengthInDBm = signalDbm;
        Advertisement = advertisement;
    }

    public BluetoothLEAdvertisement Advertisement { get; }

    /// <summary>Who sent it: 48 bits, the byte that is written first highest.</summary>
    public ulong BluetoothAddress { get; }

    public short RawSignalStrengthInDBm { get; }
}
