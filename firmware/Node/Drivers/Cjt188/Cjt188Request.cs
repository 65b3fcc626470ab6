using Wugang.Firmware.Node.Drivers.Serial;

namespace Wugang.Firmware.Node.Drivers.Cjt188;

/// <summary>Writes requests of CJ/T 188, each behind four wake-up bytes, from the start of a buffer on.</summary>
public static class Cjt188Request
{
    private const int WakeUpCount = 4;

    /// <summary>Asks for a quantity.</summary>
    /// <param name="target">Where the frame is written.</param>
    /// <param name="type">The kind of meter, see <see cref="Cjt188Type"/>.</param>
    /// <param name="address">Whom to ask.</param>
    /// <param name="identifier">The quantity.</param>
    /// <param name="isHighByteFirst">Order of the identifier's bytes.</param>
    /// <param name="sequence">What the reply is to repeat.</param>
    /// <returns>How many bytes were written.</returns>
    public static int WriteRead(
        byte[] target, byte type, MeterAddress address, int identifier, bool isHighByteFirst, byte sequence)
    {
        int end = 0;
        while (end < WakeUpCount)
        {
            target[end++] = SumFrame.WakeUp;
        }

        byte high = (byte)(identifier >> 8);
        byte low = (byte)(identifier & 0xFF);
        target[end++] = SumFrame.Start;
        target[end++] = type;
        address.CopyTo(target, end);
        end += address.ByteCount;
        target[end++] = (byte)Cjt188Function.Read;
        target[end++] = (byte)Cjt188Frame.DataHeaderBytes;
        target[end++] = isHighByteFirst ? high : low;
        target[end++] = isHighByteFirst ? low : high;
        target[end++] = sequence;
        return SumFrame.Close(target, WakeUpCount, end - WakeUpCount);
    }
}
