using System;

namespace Wugang.Firmware.Core.Journal;

/// <summary>
/// How bytes stand in a file so that a torn write is seen, and told from damage: length (2 bytes), check of the length (1 byte),
/// CRC-32 over length and content (4 bytes), content; little-endian.
/// </summary>
public static class Frame
{
    /// <summary>Bytes before the content.</summary>
    public const int HeaderBytes = 7;

    private const int LengthBytes = 2;
    private const int CrcOffset = LengthBytes + 1;
    private const int LengthCheck = 0x5A;

    /// <summary>Writes a frame into <paramref name="target"/> from its start.</summary>
    /// <returns>The length of the frame, in bytes.</returns>
    public static int Write(byte[] content, int offset, int count, byte[] target)
    {
        Array.Copy(content, offset, target, HeaderBytes, count);
        target[0] = (byte)(count & 0xFF);
        target[1] = (byte)(count >> 8);
        target[LengthBytes] = CheckOf(target, 0);
        uint crc = CrcOf(target, 0, count);
        for (int i = 0; i < 4; i++)
        {
            target[CrcOffset + i] = (byte)((crc >> (8 * i)) & 0xFF);
        }

        return HeaderBytes + count;
    }

    /// <summary>
    /// Whether a frame begins at <paramref name="offset"/> whose rest is missing: its write was cut. Else what is no whole frame
    /// was one, and was damaged.
    /// </summary>
    public static bool IsTorn(byte[] buffer, int offset, int end)
    {
        return end - offset < HeaderBytes
            || (buffer[offset + LengthBytes] == CheckOf(buffer, offset) && CountAt(buffer, offset) > end - offset - HeaderBytes);
    }

    /// <summary>Length of the content of the frame at <paramref name="offset"/>, or −1 if there is no whole frame.</summary>
    public static int ContentCount(byte[] buffer, int offset, int end)
    {
        if (end - offset < HeaderBytes || buffer[offset + LengthBytes] != CheckOf(buffer, offset))
        {
            return -1;
        }

        int count = CountAt(buffer, offset);
        if (count == 0 || count > end - offset - HeaderBytes)
        {
            return -1;
        }

        uint crc = CrcOf(buffer, offset, count);
        for (int i = 0; i < 4; i++)
        {
            if (buffer[offset + CrcOffset + i] != (byte)((crc >> (8 * i)) & 0xFF))
            {
                return -1;
            }
        }

        return count;
    }

    private static int CountAt(byte[] buffer, int offset)
    {
        return buffer[offset] | (buffer[offset + 1] << 8);
    }

    private static byte CheckOf(byte[] buffer, int offset)
    {
        return (byte)(buffer[offset] ^ buffer[offset + 1] ^ LengthCheck);
    }

    private static uint CrcOf(byte[] buffer, int offset, int count)
    {
        uint content = Crc32.Compute(buffer, offset + HeaderBytes, count);
        return content ^ Crc32.Compute(buffer, offset, LengthBytes);
    }
}
