using Wugang.Firmware.Node.Drivers.Serial;

namespace Wugang.Tests.Shared.Fakes;

/// <summary>Replies of an electricity meter that speaks DL/T 645-2007 to a read of its forward active energy.</summary>
internal static class PowerReply
{
    public const string Address = "000000000161";

    private const int HeaderBytes = 10;
    private const int DataBytes = 8;
    private const int Offset = 0x33;

    /// <summary>The reply of the meter with this address, in hexadecimal digits.</summary>
    /// <param name="address">Twelve digits.</param>
    /// <param name="centiKilowattHours">Its register, in hundredths of a kilowatt-hour: at most eight digits.</param>
    public static string Of(string address, long centiKilowattHours)
    {
        byte[] frame = Bytes.FromHex("680000000000006891083333343300000000" + "0016");
        MeterAddress.Parse(address, 6).CopyTo(frame, 1);
        long rest = centiKilowattHours;
        for (int i = 0; i < DataBytes / 2; i++)
        {
            long pair = rest % 100;
            rest /= 100;
            frame[HeaderBytes + (DataBytes / 2) + i] = (byte)((((pair / 10) << 4) | (pair % 10)) + Offset);
        }

        SumFrame.Close(frame, 0, HeaderBytes + DataBytes);
        return Bytes.ToHex(frame);
    }
}
