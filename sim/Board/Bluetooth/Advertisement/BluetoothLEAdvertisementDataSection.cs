namespace nanoFramework.Device.Bluetooth.Advertisement;

/// <summary>One section of an advertisement: on the air a length, a type and data.</summary>
public class BluetoothLEAdvertisementDataSection
{
    private const int HeaderBytes = 2;

    public BluetoothLEAdvertisementDataSection()
        : this(0, new Buffer(16))
    {
    }

    /// <param name="dataType">One of <see cref="BluetoothLEAdvertisementDataSectionType"/>.</param>
    /// <param name="data">What follows it.</param>
    public BluetoothLEAdvertisementDataSection(byte dataType, Buffer data)
    {
        DataType = dataType;
        Data = data;
    }

    public byte DataType { get; set; }

    public Buffer Data { get; set; }

    internal int AirBytes => HeaderBytes + (int)Data.Length;

    internal byte[] ToAirBytes()
    {
        return [(byte)(Data.Length + 1), DataType, .. Data.ToArray()];
    }
}
