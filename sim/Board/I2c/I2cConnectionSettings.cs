namespace System.Device.I2c;

/// <summary>Which device on which bus, and how fast.</summary>
/// <param name="busId">Number of the bus, from 1.</param>
/// <param name="deviceAddress">Address of the device, 7 bits.</param>
/// <param name="busSpeed">How fast the bus runs.</param>
public sealed class I2cConnectionSettings(int busId, int deviceAddress, I2cBusSpeed busSpeed)
{
    public I2cConnectionSettings(int busId, int deviceAddress)
        : this(busId, deviceAddress, I2cBusSpeed.FastMode)
    {
    }

    public int BusId { get; } = busId;

    public int DeviceAddress { get; } = deviceAddress;

    public I2cBusSpeed BusSpeed { get; } = busSpeed;
}
