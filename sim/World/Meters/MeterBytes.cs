namespace Wugang.Sim.World.Meters;

/// <summary>
/// How meters write their bytes. This side of the line has its own small encoders, made from published frames: the node's
/// decoders are held against these, and no mistake can be made on both sides at once.
/// </summary>
internal static class MeterBytes
{
    /// <summary>First byte of a frame of DL/T 645 and CJ/T 188.</summary>
    public const byte Start = 0x68;

    private const byte End = 0x16;
    private const int AnyDigits = 0xAA;

    /// <summary>Two decimal digits a byte, the lowest first.</summary>
    public static byte[] Bcd(long value, int byteCount)
    {
        byte[] bytes = new byte[byteCount];
        for (int i = 0; i < byteCount; i++)
        {
            bytes[i] = (byte)((value / 10 % 10 * 16) + (value % 10));
            value /= 100;
        }

        return bytes;
    }

    /// <summary>The address on the line of the one that is printed on the meter.</summary>
    public static byte[] Address(string digits)
    {
        byte[] bytes = Convert.FromHexString(digits);
        Array.Reverse(bytes);
        return bytes;
    }

    /// <summary>Whether an asked address, wildcards and all, means this one.</summary>
    public static bool IsMeant(ReadOnlySpan<byte> asked, ReadOnlySpan<byte> own)
    {
        for (int i = 0; i < own.Length; i++)
        {
            if (asked[i] != AnyDigits && asked[i] != own[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The frame of DL/T 645 and CJ/T 188 around a header that ends with a control byte, and its data.</summary>
    public static byte[] Frame(ReadOnlySpan<byte> header, ReadOnlySpan<byte> data)
    {
        byte[] frame = [.. header, (byte)data.Length, .. data, 0, End];
        Seal(frame);
        return frame;
    }

    /// <summary>Writes the checksum that such a frame should have.</summary>
    public static void Seal(byte[] frame)
    {
        frame[^2] = Sum(frame.AsSpan(0, frame.Length - 2));
    }

    /// <summary>The first whole frame of DL/T 645 or CJ/T 188 among these bytes; empty where there is none.</summary>
    /// <param name="heard">Any bytes.</param>
    /// <param name="lengthAt">Where the frame says how many data bytes it has.</param>
    public static ReadOnlySpan<byte> FindFrame(ReadOnlySpan<byte> heard, int lengthAt)
    {
        for (int i = 0; i + lengthAt < heard.Length; i++)
        {
            int count = lengthAt + 1 + heard[i + lengthAt] + 2;
            if (heard[i] == Start && i + count <= heard.Length)
            {
                ReadOnlySpan<byte> frame = heard.Slice(i, count);
                if (frame[^1] == End && frame[^2] == Sum(frame[..^2]))
                {
                    return frame;
                }
            }
        }

        return [];
    }

    /// <summary>The check of Modbus RTU, as its standard describes it bit by bit.</summary>
    public static ushort Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = 0xFFFF;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                uint carry = crc & 1;
                crc = (crc >> 1) ^ (carry * 0xA001);
            }
        }

        return (ushort)crc;
    }

    private static byte Sum(ReadOnlySpan<byte> bytes)
    {
        int sum = 0;
        foreach (byte value in bytes)
        {
            sum += value;
        }

        return (byte)(sum & 0xFF);
    }
}
