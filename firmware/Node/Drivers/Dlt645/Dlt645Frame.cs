using Wugang.Firmware.Node.Drivers.Serial;

namespace Wugang.Firmware.Node.Drivers.Dlt645;

/// <summary>
/// A look at one frame of DL/T 645 where it lies: <c>68 A0…A5 68 C L DATA CS 16</c>, each data byte sent plus
/// <c>33H</c>. To be used again and again; nothing is copied and nothing is allocated.
/// </summary>
public sealed class Dlt645Frame
{
    /// <summary>Bytes of an address.</summary>
    public const int AddressBytes = 6;

    /// <summary>Bytes from the first start byte to the number of data bytes.</summary>
    public const int HeaderBytes = 10;

    /// <summary>Most data bytes of a frame of this standard.</summary>
    public const int MaxDataBytes = 200;

    /// <summary>What is added to each data byte on the line.</summary>
    public const int DataOffset = 0x33;

    /// <summary>Bytes of a data identifier.</summary>
    public const int IdentifierBytes = 4;

    private const int SecondStartIndex = 7;
    private const int ControlIndex = 8;
    private const int ReplyBit = 0x80;
    private const int ErrorBit = 0x40;
    private const int MoreBit = 0x20;
    private const int FunctionBits = 0x1F;

    private byte[] _buffer;
    private int _offset;

    /// <summary>Looks at the bytes from the offset on; all else may be asked only after Ok.</summary>
    public FrameStatus Read(byte[] buffer, int offset, int count)
    {
        _buffer = buffer;
        _offset = offset;
        if (count > SecondStartIndex
            && buffer[offset] == SumFrame.Start
            && buffer[offset + SecondStartIndex] != SumFrame.Start)
        {
            return FrameStatus.NoSecondStart;
        }

        return SumFrame.Check(buffer, offset, count, HeaderBytes, MaxDataBytes);
    }

    /// <summary>Length of the whole frame.</summary>
    public int FrameBytes
    {
        get { return HeaderBytes + DataCount + SumFrame.TrailerBytes; }
    }

    /// <summary>Where the address lies in the buffer.</summary>
    public int AddressIndex
    {
        get { return _offset + 1; }
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

    /// <summary>Whether more of the answer is to be asked for.</summary>
    public bool HasMore
    {
        get { return (Control & MoreBit) != 0; }
    }

    /// <summary>What is asked or answered, see <see cref="Dlt645Function"/>.</summary>
    public int Function
    {
        get { return Control & FunctionBits; }
    }

    /// <summary>Whether the function is one that only the edition of 1997 has.</summary>
    public bool IsEdition1997
    {
        get { return Function is Dlt645Function.Read1997 or Dlt645Function.ReadNext1997 or Dlt645Function.Write1997; }
    }

    public int DataCount
    {
        get { return _buffer[_offset + HeaderBytes - 1]; }
    }

    /// <summary>A data byte as the meter means it.</summary>
    public int DataAt(int index)
    {
        return (_buffer[_offset + HeaderBytes + index] - DataOffset) & 0xFF;
    }

    /// <summary>The data identifier DI3…DI0; only where there are at least four data bytes.</summary>
    public uint Identifier
    {
        get { return ((uint)DataAt(3) << 24) | (uint)((DataAt(2) << 16) | (DataAt(1) << 8) | DataAt(0)); }
    }

    /// <summary>Copies data bytes as the meter means them.</summary>
    public void CopyData(int index, int count, byte[] target, int offset)
    {
        for (int i = 0; i < count; i++)
        {
            target[offset + i] = (byte)DataAt(index + i);
        }
    }
}
