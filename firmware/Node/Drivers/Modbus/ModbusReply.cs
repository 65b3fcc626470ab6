using Wugang.Firmware.Node.Drivers.Serial;

namespace Wugang.Firmware.Node.Drivers.Modbus;

/// <summary>
/// A look at one reply of Modbus RTU where it lies: <c>unit function count DATA CRC</c>, or
/// <c>unit function+80H code CRC</c>. Nothing marks its start or end: its length follows from what it says, and its
/// check must match. To be used again and again; nothing is copied and nothing is allocated.
/// </summary>
public sealed class ModbusReply
{
    /// <summary>Most bytes of registers in a reply: 125 registers.</summary>
    public const int MaxDataBytes = 250;

    private const int HeaderBytes = 3;
    private const int CrcBytes = 2;
    private const int ExceptionBytes = 5;

    private byte[] _buffer;
    private int _offset;

    /// <summary>Looks at the bytes from the offset on; all else may be asked only after Ok.</summary>
    public FrameStatus Read(byte[] buffer, int offset, int count)
    {
        _buffer = buffer;
        _offset = offset;
        if (count < HeaderBytes)
        {
            return count > 1 && !IsKnown ? FrameStatus.UnknownFunction : FrameStatus.Incomplete;
        }

        if (!IsKnown)
        {
            return FrameStatus.UnknownFunction;
        }

        if (!IsException && (DataCount == 0 || DataCount > MaxDataBytes || DataCount % 2 != 0))
        {
            return FrameStatus.BadLength;
        }

        return count < FrameBytes ? FrameStatus.Incomplete
            : Crc16.IsRight(buffer, offset, FrameBytes) ? FrameStatus.Ok
            : FrameStatus.BadChecksum;
    }

    /// <summary>Length of the whole frame.</summary>
    public int FrameBytes
    {
        get { return IsException ? ExceptionBytes : HeaderBytes + DataCount + CrcBytes; }
    }

    /// <summary>Number of the meter on the line, 1 to 247.</summary>
    public byte Unit
    {
        get { return _buffer[_offset]; }
    }

    /// <summary>What is answered, without the exception's bit.</summary>
    public byte Function
    {
        get { return (byte)(_buffer[_offset + 1] & ~ModbusFunction.ExceptionBit); }
    }

    /// <summary>Whether the meter says that it cannot.</summary>
    public bool IsException
    {
        get { return (_buffer[_offset + 1] & ModbusFunction.ExceptionBit) != 0; }
    }

    /// <summary>Why it cannot; only of an exception.</summary>
    public byte ExceptionCode
    {
        get { return _buffer[_offset + 2]; }
    }

    /// <summary>Bytes of registers; only where it is no exception.</summary>
    public int DataCount
    {
        get { return _buffer[_offset + 2]; }
    }

    /// <summary>A register of 16 bits.</summary>
    public int WordAt(int index)
    {
        int at = _offset + HeaderBytes + (2 * index);
        return (_buffer[at] << 8) | _buffer[at + 1];
    }

    private bool IsKnown
    {
        get { return ModbusFunction.IsRead(Function); }
    }
}
