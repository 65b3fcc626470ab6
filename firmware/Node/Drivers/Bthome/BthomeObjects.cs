namespace Wugang.Firmware.Node.Drivers.Bthome;

/// <summary>
/// Goes through the objects of an advertisement, decrypted, one by one. Only lengths are in here: what an object that no zone
/// and no meter follows means is nothing to the node.
/// </summary>
public sealed class BthomeObjects
{
    private const byte Text = 0x53;
    private const byte Raw = 0x54;
    private const byte Command = 0x3B;
    private const byte FirstBinary = 0x0F;
    private const byte LastBinary = 0x2D;
    private const byte NotBinaryFrom = 0x12;
    private const byte NotBinaryTo = 0x14;
    private const int CommandLengthBits = 0x1F;
    private const int OpcodeBytes = 1;

    // Length of the value by identifier, from 0 on; 0 for those that are not in the table or say their length themselves.
    private static readonly byte[] Lengths = new byte[]
    {
        1, 1, 2, 2, 3, 3, 2, 2, 2, 1, 3, 3, 2, 2, 2, 1, // 00: packet id, battery, …
        1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, // 10: binary sensors
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, // 20
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2, 2, 4, 2, // 30: button, command, dimmer, count, rotation
        2, 2, 3, 2, 2, 2, 1, 2, 2, 2, 2, 3, 4, 4, 4, 4, // 40: …, gas, energy, volume, water
        4, 2, 2, 0, 0, 4, 2, 1, 1, 1, 2, 4, 4, 2, 2, 2, // 50: timestamp, …, text, raw, …
        1, 2, 4, 4, 1, 1, // 60: channel, rotational speed, speed, acceleration, light level, settings revision
    };

    private const byte DeviceType = 0xF0;
    private const byte Firmware4 = 0xF1;
    private const byte Firmware3 = 0xF2;

    private byte[] _buffer;
    private int _start;
    private int _at;
    private int _end;

    /// <summary>Identifier of the object that was moved to.</summary>
    public byte Id { get; private set; }

    /// <summary>Where its value begins, behind the bytes that say how long it is.</summary>
    public int ValueIndex { get; private set; }

    /// <summary>Length of its value, in bytes.</summary>
    public int ValueBytes { get; private set; }

    /// <summary>Its value as an unsigned number of at most four bytes; a longer one has none.</summary>
    public long Value
    {
        get
        {
            long value = 0;
            for (int i = ValueBytes - 1; i >= 0; i--)
            {
                value = (value << 8) | _buffer[ValueIndex + i];
            }

            return value;
        }
    }

    /// <summary>Whether an object is a binary sensor: one byte that is 0 or 1.</summary>
    public static bool IsBinary(byte id)
    {
        return id >= FirstBinary && id <= LastBinary && (id < NotBinaryFrom || id > NotBinaryTo);
    }

    /// <summary>Begins before the first object.</summary>
    public void Restart(byte[] buffer, int offset, int count)
    {
        _buffer = buffer;
        _start = offset;
        _end = offset + count;
        Restart();
    }

    /// <summary>Begins before the first object once more.</summary>
    public void Restart()
    {
        _at = _start;
        Id = 0;
    }

    /// <summary>Moves to the next object.</summary>
    /// <param name="status">Ok; where there is none, why: Ok at the end, else Truncated, UnknownObject, OutOfOrder or BadValue.</param>
    /// <returns>Whether there is one. One that is out of order, or has a value that it cannot have, is there all the same.</returns>
    public bool MoveNext(out AdvertisementStatus status)
    {
        status = AdvertisementStatus.Ok;
        if (_at == _end)
        {
            return false;
        }

        byte before = Id;
        Id = _buffer[_at];
        if (!TryMeasure(out status))
        {
            return false;
        }

        _at = ValueIndex + ValueBytes;
        status = Id < before ? AdvertisementStatus.OutOfOrder
            : IsBinary(Id) && Value > 1 ? AdvertisementStatus.BadValue
            : AdvertisementStatus.Ok;
        return true;
    }

    /// <summary>Whether all of them are understood, in order, and whole.</summary>
    public AdvertisementStatus Check()
    {
        Restart();
        AdvertisementStatus status;
        while (MoveNext(out status) && status == AdvertisementStatus.Ok)
        {
            // Each turn is one object.
        }

        return status;
    }

    private bool TryMeasure(out AdvertisementStatus status)
    {
        status = AdvertisementStatus.Truncated;
        int rest = _end - _at - 1;
        if (Id == Text || Id == Raw || Id == Command)
        {
            if (rest < 1)
            {
                return false;
            }

            int said = _buffer[_at + 1];
            ValueIndex = _at + 2;
            ValueBytes = Id == Command ? OpcodeBytes + (said & CommandLengthBits) : said;
        }
        else
        {
            ValueIndex = _at + 1;
            ValueBytes = LengthOf(Id);
            if (ValueBytes == 0)
            {
                status = AdvertisementStatus.UnknownObject;
                return false;
            }
        }

        if (ValueIndex + ValueBytes > _end)
        {
            return false;
        }

        status = AdvertisementStatus.Ok;
        return true;
    }

    private static int LengthOf(byte id)
    {
        return id < Lengths.Length ? Lengths[id]
            : id == DeviceType ? 2
            : id == Firmware4 ? 4
            : id == Firmware3 ? 3
            : 0;
    }
}
