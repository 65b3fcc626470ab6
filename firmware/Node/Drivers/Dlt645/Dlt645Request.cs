using Wugang.Firmware.Node.Drivers.Serial;

namespace Wugang.Firmware.Node.Drivers.Dlt645;

/// <summary>Writes requests of DL/T 645-2007, each behind four wake-up bytes, from the start of a buffer on.</summary>
/// <remarks>Each method returns how many bytes it wrote.</remarks>
public static class Dlt645Request
{
    private const int WakeUpCount = 4;

    /// <summary>Asks for a quantity.</summary>
    public static int WriteRead(byte[] target, MeterAddress address, uint identifier)
    {
        int end = BeginFrame(target, address, Dlt645Function.Read, Dlt645Frame.IdentifierBytes);
        end = AppendIdentifier(target, end, identifier);
        return SumFrame.Close(target, WakeUpCount, end - WakeUpCount);
    }

    /// <summary>Asks for the next part of a quantity.</summary>
    /// <param name="target">Where the frame is written.</param>
    /// <param name="address">Whom to ask.</param>
    /// <param name="identifier">The quantity.</param>
    /// <param name="sequence">1 for the second part, then 2, 3, …; at most 255.</param>
    public static int WriteReadNext(byte[] target, MeterAddress address, uint identifier, int sequence)
    {
        int end = BeginFrame(target, address, Dlt645Function.ReadNext, Dlt645Frame.IdentifierBytes + 1);
        end = AppendIdentifier(target, end, identifier);
        end = Append(target, end, sequence);
        return SumFrame.Close(target, WakeUpCount, end - WakeUpCount);
    }

    /// <summary>Asks whoever is there for its address; two meters on the line would speak at once.</summary>
    public static int WriteReadAddress(byte[] target)
    {
        MeterAddress anybody = MeterAddress.Any(Dlt645Frame.AddressBytes);
        int end = BeginFrame(target, anybody, Dlt645Function.ReadAddress, 0);
        return SumFrame.Close(target, WakeUpCount, end - WakeUpCount);
    }

    private static int BeginFrame(byte[] target, MeterAddress address, int function, int dataCount)
    {
        int end = 0;
        while (end < WakeUpCount)
        {
            target[end++] = SumFrame.WakeUp;
        }

        target[end++] = SumFrame.Start;
        address.CopyTo(target, end);
        end += address.ByteCount;
        target[end++] = SumFrame.Start;
        target[end++] = (byte)function;
        target[end++] = (byte)dataCount;
        return end;
    }

    private static int AppendIdentifier(byte[] target, int end, uint identifier)
    {
        for (int shift = 0; shift < 32; shift += 8)
        {
            end = Append(target, end, (int)((identifier >> shift) & 0xFF));
        }

        return end;
    }

    private static int Append(byte[] target, int end, int value)
    {
        target[end] = (byte)((value + Dlt645Frame.DataOffset) & 0xFF);
        return end + 1;
    }
}
