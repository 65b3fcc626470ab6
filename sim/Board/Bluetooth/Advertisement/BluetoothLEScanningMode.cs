namespace nanoFramework.Device.Bluetooth.Advertisement;

/// <summary>Whether a watcher only listens, or asks as well.</summary>
public enum BluetoothLEScanningMode
{
    Passive = 0,
    Active = 1,
}
