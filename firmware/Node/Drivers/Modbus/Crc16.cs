namespace Wugang.Firmware.Node.Drivers.Modbus;

/// <summary>The check of Modbus RTU: polynomial 8005H with its bits reversed, start value FFFFH.</summary>
public static class Crc16
{
    private const int ReversedPolynomial = 0xA001;

    public static int Compute(byte[] buffer, int offset, int count)
    {
        int crc = 0xFFFF;
        for (int i = 0; i < count; i++)
        {
            crc ^= buffer[offset + i];
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ ReversedPolynomial : crc >> 1;
            }
        }

        return crc;
    }

    /// <summary>Appends the check of the bytes before it, low byte first.</summary>
    /// <returns>The first index behind it.</returns>
    public static int Append(byte[] buffer, int end)
    {
        int crc = Compute(buffer, 0, end);
        buffer[end] = (byte)(crc & 0xFF);
        buffer[end + 1] = (byte)(crc >> 8);
        return end + 2;
    }

    /// <summary>Whether the last two of the bytes are the check of those before them.</summary>
    public static bool IsRight(byte[] buffer, int offset, int count)
    {
        int crc = Compute(buffer, offset, count - 2);
        return buffer[offset + count - 2] == (crc & 0xFF) && buffer[offset + count - 1] == crc >> 8;
    }
}
