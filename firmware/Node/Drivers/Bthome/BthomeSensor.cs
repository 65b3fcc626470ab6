using System;

namespace Wugang.Firmware.Node.Drivers.Bthome;

/// <summary>
/// One sensor as far as its advertisements must be believed: only what is encrypted with its own key, in each of them a counter above
/// all before, and every object understood. Judging allocates nothing.
/// </summary>
public sealed class BthomeSensor
{
    /// <summary>Counter of a sensor of which nothing was taken yet: any is above it.</summary>
    public const long NoCounter = -1;

    private const int AddressBytes = BthomeFrame.AddressBytes;
    private const byte UuidLow = 0xD2;
    private const byte UuidHigh = 0xFC;

    private readonly byte[] _key;
    private readonly AesCcm _ccm;
    private readonly BthomeFrame _frame = new BthomeFrame();
    private readonly byte[] _nonce = new byte[AesCcm.NonceBytes];
    private readonly long[] _counts = new long[(int)AdvertisementStatus.Flooded + 1];

    /// <param name="address">Its Bluetooth address as 48 bits, the byte that is written first highest.</param>
    /// <param name="key">Its key, 16 bytes; null where there is none, and then nothing of it is believed.</param>
    /// <param name="ccm">What opens its advertisements.</param>
    public BthomeSensor(long address, byte[] key, AesCcm ccm)
    {
        _key = key;
        _ccm = ccm;
        for (int i = 0; i < AddressBytes; i++)
        {
            _nonce[i] = (byte)((address >> (8 * (AddressBytes - 1 - i))) & 0xFF);
        }

        _nonce[AddressBytes] = UuidLow;
        _nonce[AddressBytes + 1] = UuidHigh;
    }

    /// <summary>The newest counter that was taken, over restarts where the node keeps it; <see cref="NoCounter"/> before the first.</summary>
    public long Counter { get; set; } = NoCounter;

    /// <summary>The objects of the newest advertisement that was <see cref="AdvertisementStatus.Ok"/>; to be restarted by each reader.</summary>
    public BthomeObjects Objects { get; } = new BthomeObjects();

    /// <summary>Advertisements since boot that were judged so.</summary>
    public long CountOf(AdvertisementStatus status)
    {
        return _counts[(int)status];
    }

    /// <summary>Notes advertisements that nobody could look at.</summary>
    public void NoteFlooded(int count)
    {
        _counts[(int)AdvertisementStatus.Flooded] += count;
    }

    /// <summary>Judges an advertisement, and decrypts it in its place if it is of this sensor.</summary>
    /// <param name="data">The service data behind the UUID.</param>
    /// <param name="count">Length, in bytes.</param>
    public AdvertisementStatus Take(byte[] data, int count)
    {
        AdvertisementStatus status = Judge(data, count);
        _counts[(int)status]++;
        return status;
    }

    private AdvertisementStatus Judge(byte[] data, int count)
    {
        AdvertisementStatus status = _frame.Read(data, 0, count);
        if (status != AdvertisementStatus.Ok)
        {
            return status;
        }

        if (!_frame.IsEncrypted)
        {
            return AdvertisementStatus.Plain;
        }

        if (_frame.HasAddress)
        {
            return AdvertisementStatus.OtherVersion;
        }

        if (_key == null)
        {
            return AdvertisementStatus.NoKey;
        }

        // What is old is told without the cipher: replaying is the cheapest way to keep a node busy.
        if (_frame.Counter <= Counter)
        {
            return _frame.Counter == Counter ? AdvertisementStatus.Repeated : AdvertisementStatus.Replayed;
        }

        return Open(data);
    }

    private AdvertisementStatus Open(byte[] data)
    {
        int objects = _frame.ObjectsIndex;
        int count = _frame.ObjectBytes;
        _nonce[AddressBytes + 2] = _frame.Info;
        Array.Copy(data, objects + count, _nonce, AddressBytes + 3, BthomeFrame.CounterBytes);
        if (!_ccm.Open(_key, _nonce, data, objects, count, _frame.TagIndex))
        {
            return AdvertisementStatus.Forged;
        }

        // Whatever it says, it is from the sensor: nobody may send it again.
        Counter = _frame.Counter;
        Objects.Restart(data, objects, count);
        return Objects.Check();
    }
}
