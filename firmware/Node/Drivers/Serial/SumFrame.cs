namespace Wugang.Firmware.Node.Drivers.Serial;

/// <summary>
/// What frames of DL/T 645 and CJ/T 188 have in common: <c>68H</c>, a header that ends in the number of data bytes, the
/// data, the sum of all bytes so far modulo 256, <c>16H</c>.
/// </summary>
public static class SumFrame
{
    /// <summary>First byte of every frame.</summary>
    public const byte Start = 0x68;

    /// <summary>Last byte of every frame.</summary>
    public const byte End = 0x16;

    /// <summary>Wakes the receiver; any number of these may come before a frame and none is part of it.</summary>
    public const byte WakeUp = 0xFE;

    /// <summary>Bytes behind the data: checksum and end.</summary>
    public const int TrailerBytes = 2;

    /// <summary>Whether a frame with a header of so many bytes begins at the offset, and is right to its end.</summary>
    public static FrameStatus Check(byte[] buffer, int offset, int count, int headerBytes, int maxDataBytes)
    {
        if (count == 0)
        {
            return FrameStatus.Incomplete;
        }

        if (buffer[offset] != Start)
        {
            return FrameStatus.NoStart;
        }

        if (count < headerBytes)
        {
            return FrameStatus.Incomplete;
        }

        int dataBytes = buffer[offset + headerBytes - 1];
        if (dataBytes > maxDataBytes)
        {
            return FrameStatus.BadLength;
        }

        if (count < headerBytes + dataBytes + TrailerBytes)
        {
            return FrameStatus.Incomplete;
        }

        int trailer = offset + headerBytes + dataBytes;
        return buffer[trailer + 1] != End ? FrameStatus.BadEnd
            : buffer[trailer] != Sum(buffer, offset, headerBytes + dataBytes) ? FrameStatus.BadChecksum
            : FrameStatus.Ok;
    }

    /// <summary>The sum of the bytes modulo 256.</summary>
    public static byte Sum(byte[] buffer, int offset, int count)
    {
        int sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += buffer[offset + i];
        }

        return (byte)(sum & 0xFF);
    }

    /// <summary>Ends the frame that lies from the offset on in so many bytes with its checksum and <c>16H</c>.</summary>
    /// <returns>The first index behind the frame.</returns>
    public static int Close(byte[] buffer, int offset, int count)
    {
        buffer[offset + count] = Sum(buffer, offset, count);
        buffer[offset + count + 1] = End;
        return offset + count + TrailerBytes;
    }
}
