using Wugang.Firmware.Core;

namespace Wugang.Firmware.Node.Drivers.Bthome;

/// <summary>
/// The service data of a BTHome v2 advertisement, from the byte of device information on: how it is made up, not what it
/// says. The buffer stays the caller's.
/// </summary>
public sealed class BthomeFrame
{
    /// <summary>Length of the counter behind encrypted objects, in bytes.</summary>
    public const int CounterBytes = 4;

    /// <summary>Length of the sensor's address, where the advertisement repeats it, in bytes.</summary>
    public const int AddressBytes = 6;

    private const int EncryptedBit = 0x01;
    private const int AddressBit = 0x02;
    private const int TriggerBit = 0x04;
    private const int ReservedBits = 0x18;
    private const int VersionShift = 5;
    private const int Version = 2;

    /// <summary>The byte of device information.</summary>
    public byte Info { get; private set; }

    public bool IsEncrypted
    {
        get { return (Info & EncryptedBit) != 0; }
    }

    /// <summary>Whether the sensor repeats its address in front of the objects, as an earlier draft had it; bit reserved since.</summary>
    public bool HasAddress
    {
        get { return (Info & AddressBit) != 0; }
    }

    /// <summary>Whether the sensor sends only when something happens.</summary>
    public bool IsTriggered
    {
        get { return (Info & TriggerBit) != 0; }
    }

    /// <summary>Where the objects begin, encrypted or not.</summary>
    public int ObjectsIndex { get; private set; }

    /// <summary>Length of all objects, in bytes.</summary>
    public int ObjectBytes { get; private set; }

    /// <summary>The counter, 0 to 4 294 967 295; 0 where nothing is encrypted.</summary>
    public long Counter { get; private set; }

    /// <summary>Where the tag begins; only of an encrypted one.</summary>
    public int TagIndex
    {
        get { return ObjectsIndex + ObjectBytes + CounterBytes; }
    }

    /// <summary>Looks at the frame.</summary>
    /// <param name="buffer">Where it is.</param>
    /// <param name="offset">The byte of device information.</param>
    /// <param name="count">Its length, in bytes.</param>
    /// <returns>Ok, Truncated or OtherVersion; only with Ok the other members mean anything.</returns>
    public AdvertisementStatus Read(byte[] buffer, int offset, int count)
    {
        if (count == 0)
        {
            return AdvertisementStatus.Truncated;
        }

        Info = buffer[offset];
        if (Info >> VersionShift != Version || (Info & ReservedBits) != 0)
        {
            return AdvertisementStatus.OtherVersion;
        }

        ObjectsIndex = offset + 1 + (HasAddress ? AddressBytes : 0);
        ObjectBytes = offset + count - ObjectsIndex - (IsEncrypted ? CounterBytes + AesCcm.TagBytes : 0);
        Counter = 0;
        if (ObjectBytes < 1)
        {
            return AdvertisementStatus.Truncated;
        }

        if (IsEncrypted)
        {
            Counter = LittleEndian.ReadUInt32(buffer, ObjectsIndex + ObjectBytes);
        }

        return AdvertisementStatus.Ok;
    }
}
