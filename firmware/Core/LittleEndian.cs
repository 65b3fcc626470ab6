namespace Wugang.Firmware.Core;

/// <summary>Integers as bytes, lowest first.</summary>
public static class LittleEndian
{
    /// <summary>Reads eight bytes.</summary>
    public static long ReadInt64(byte[] buffer, int offset)
    {
        ulong value = 0;
        for (int i = 7; i >= 0; i--)
        {
            value = (value << 8) | buffer[offset + i];
        }

        return unchecked((long)value);
    }

    /// <summary>Writes eight bytes.</summary>
    public static void WriteInt64(byte[] buffer, int offset, long value)
    {
        ulong rest = unchecked((ulong)value);
        for (int i = 0; i < 8; i++)
        {
            buffer[offset + i] = (byte)(rest & 0xFF);
            rest >>= 8;
        }
    }

    /// <summary>Reads four bytes.</summary>
    public static uint ReadUInt32(byte[] buffer, int offset)
    {
        uint value = 0;
        for (int i = 3; i >= 0; i--)
        {
            value = (value << 8) | buffer[offset + i];
        }

        return value;
    }

    /// <summary>Writes four bytes.</summary>
    public static void WriteUInt32(byte[] buffer, int offset, uint value)
    {
        for (int i = 0; i < 4; i++)
        {
            buffer[offset + i] = (byte)(value & 0xFF);
            value >>= 8;
        }
    }
}
