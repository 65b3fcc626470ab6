using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace nanoFramework.Device.Bluetooth.Advertisement;

/// <summary>What is broadcast, in sections.</summary>
public class BluetoothLEAdvertisement
{
    /// <summary>Bytes of an advertisement, and of a scan response.</summary>
    internal const int AirBytesMax = 31;

    /// <summary>The sections in their order; those that do not fit into the advertisement go into the scan response.</summary>
    public ArrayList DataSections { get; } = [];

    [SuppressMessage("Naming", "CA1726", Justification = "The name is that of the real library.")]
    public BluetoothLEAdvertisementFlags Flags
    {
        get;
        set
        {
            field = value;
            Replace(BluetoothLEAdvertisementDataSectionType.Flags, [(byte)value]);
        }
    }
    = BluetoothLEAdvertisementFlags.ClassicNotSupported | BluetoothLEAdvertisementFlags.GeneralDiscoverableMode;

    public string LocalName
    {
        get;
        set
        {
            field = value;
            if (value.Length == 0)
            {
                Remove(BluetoothLEAdvertisementDataSectionType.CompleteLocalName);
            }
            else
            {
                Replace(BluetoothLEAdvertisementDataSectionType.CompleteLocalName, Encoding.UTF8.GetBytes(value));
            }
        }
    }
    = "";

    /// <summary>All sections of one type.</summary>
    [SuppressMessage("Naming", "CA1721", Justification = "The name is that of the real library.")]
    public ArrayList GetSectionsByType(byte type)
    {
        ArrayList found = [];
        foreach (BluetoothLEAdvertisementDataSection section in DataSections)
        {
            if (section.DataType == type)
            {
                found.Add(section);
            }
        }

        return found;
    }

    /// <summary>An advertisement as it came over the air; null where it is not made of whole sections.</summary>
    internal static BluetoothLEAdvertisement? FromAir(byte[] air)
    {
        BluetoothLEAdvertisement advertisement = new();
        advertisement.DataSections.Clear();
        for (int at = 0; at < air.Length; at += air[at] + 1)
        {
            if (air[at] == 0 || at + air[at] >= air.Length)
            {
                return null;
            }

            advertisement.DataSections.Add(
                new BluetoothLEAdvertisementDataSection(air[at + 1], new Buffer(air[(at + 2)..(at + 1 + air[at])])));
        }

        return advertisement;
    }

    /// <summary>The advertisement and the scan response as they go on the air; a section that fits into neither is left out.</summary>
    internal (byte[] Advertisement, byte[] ScanResponse) ToAir()
    {
        List<byte> advertisement = [];
        List<byte> scanResponse = [];
        foreach (BluetoothLEAdvertisementDataSection section in DataSections)
        {
            List<byte> target = advertisement.Count + section.AirBytes <= AirBytesMax ? advertisement : scanResponse;
            if (target.Count + section.AirBytes <= AirBytesMax)
            {
                target.AddRange(section.ToAirBytes());
            }
        }

        return ([.. advertisement], [.. scanResponse]);
    }

    internal void Remove(BluetoothLEAdvertisementDataSectionType type)
    {
        for (int i = DataSections.Count - 1; i >= 0; i--)
        {
            if (((BluetoothLEAdvertisementDataSection)DataSections[i]!).DataType == (byte)type)
            {
                DataSections.RemoveAt(i);
            }
        }
    }

    private void Replace(BluetoothLEAdvertisementDataSectionType type, byte[] data)
    {
        BluetoothLEAdvertisementDataSection section = new((byte)type, new Buffer(data));
        for (int i = 0; i < DataSections.Count; i++)
        {
            if (((BluetoothLEAdvertisementDataSection)DataSections[i]!).DataType == (byte)type)
            {
                DataSections[i] = section;
                return;
            }
        }

        DataSections.Add(section);
    }
}
