using Wugang.Firmware.Node.Drivers.Serial;

namespace Wugang.Firmware.Node.Drivers.Cjt188;

/// <summary>
/// A look at one frame of CJ/T 188 where it lies: <c>68 T A0…A6 C L DATA CS 16</c>. Nothing is added to the data
/// bytes. To be used again and again; nothing is copied and nothing is allocated.
/// </summary>
public sealed class Cjt188Frame
{
    /// <summary>Bytes of an address; the upper two are the manufacturer's code.</summary>
    public const int AddressBytes = 7;

    /// <summary>Bytes from the start byte to the number of data bytes.</summary>
    public const int HeaderBytes = 11;

    /// <summary>Most data bytes of a frame; those of meters are shorter, and the standard names no limit.</summary>
    public const int MaxDataBytes = 200;

    /// <summary>Data bytes of a request, and those before the value of a reply: identifier and sequence number.</summary>
    public const int DataHeaderBytes = 3;

    private const int TypeIndex = 1;
    private const int AddressStart = 2;
    private const int ControlIndex = 9;
    private const int ReplyBit = 0x80;
    private const int ErrorBit = 0x40;
    private const int FunctionBits = 0x3F;

    private byte[] _buffer;
    private int _offset;

    /// <summary>Looks at the bytes from the offset on; all else may be asked only after Ok.</summary>
    public FrameStatus Read(byte[] buffer, int offset, int count)
    {
        _buffer = buffer;
        _offset = offset;
        return SumFrame.Check(buffer, offset, count, HeaderBytes, MaxDataBytes);
    }

    /// <summary>Length of the whole frame.</summary>
    public int FrameBytes
    {
        get { return HeaderBytes + DataCount + SumFrame.TrailerBytes; }
    }

    /// <summary>What kind of meter, see <see cref="Cjt188Type"/>.</summary>
    public byte Type
    {
        get { return _buffer[_offset + TypeIndex]; }
    }

    /// <summary>Where the address lies in the buffer.</summary>
    public int AddressIndex
    {
        get { return _offset + AddressStart; }
    }

    /// <summary>The whole control byte.</summary>
    public byte Control
    {
        get { return _buffer[_offset + ControlIndex]; }
    }

    /// <summary>Whether a meter sent the frame.</summary>
    public bool IsReply
    {
        get { return (Control & ReplyBit) != 0; }
    }

    /// <summary>Whether the meter says that it cannot.</summary>
    public bool IsError
    {
        get { return (Control & ErrorBit) != 0; }
    }

    /// <summary>What is asked or answered, see <see cref="Cjt188Function"/>.</summary>
    public int Function
    {
        get { return Control & FunctionBits; }
    }

    public int DataCount
    {
        get { return _buffer[_offset + HeaderBytes - 1]; }
    }

    /// <summary>Where the data lie in the buffer.</summary>
    public int DataIndex
    {
        get { return _offset + HeaderBytes; }
    }

    /// <summary>Whether the data begin with an identifier and a sequence number.</summary>
    public bool HasIdentifier
    {
        get { return !IsError && DataCount >= DataHeaderBytes; }
    }

    /// <summary>
    /// Whether the identifier was sent high byte first, as the edition of 2004 has it; 2018 has the low byte first, and
    /// meters in the field do either. Told by the high bytes that there are: 81, 90, A0, D1.
    /// </summary>
    public bool IsHighByteFirst
    {
        get { return IsHighByte(_buffer[DataIndex]) && !IsHighByte(_buffer[DataIndex + 1]); }
    }

    /// <summary>The data identifier, whatever the order of its bytes; only where there is one.</summary>
    public int Identifier
    {
        get
        {
            int first = _buffer[DataIndex];
            int second = _buffer[DataIndex + 1];
            return IsHighByteFirst ? (first << 8) | second : (second << 8) | first;
        }
    }

    /// <summary>The sequence number, which a reply takes from its request; only where there is an identifier.</summary>
    public byte Sequence
    {
        get { return _buffer[DataIndex + 2]; }
    }

    private static bool IsHighByte(byte value)
    {
        return value is 0x81 or 0x90 or 0xA0 or 0xD1;
    }
}
