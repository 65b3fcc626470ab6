using Wugang.Firmware.Node.Drivers.Serial;

namespace Wugang.Firmware.Node.Drivers.Cjt188;

/// <summary>Where things lie in the data of a reply by water and gas meters.</summary>
public static class Cjt188Amounts
{
    /// <summary>The meter as it stands: amount, amount on the last settlement day, time, status.</summary>
    public const int MeteringData = 0x901F;

    /// <summary>Amount on the settlement day one month ago; those of two to twelve months ago follow.</summary>
    public const int FirstHistory = 0xD120;

    /// <summary>Amount on the settlement day twelve months ago.</summary>
    public const int LastHistory = 0xD12B;

    /// <summary>Data bytes of the whole reply.</summary>
    public const int FullDataBytes = 22;

    /// <summary>Data bytes of a reply with one amount and nothing else.</summary>
    public const int ShortDataBytes = 8;

    /// <summary>Data bytes of a reply with one amount and one byte behind it of which vendors say nothing.</summary>
    public const int ShortVendorDataBytes = 9;

    /// <summary>Index of the amount now, or of the only one.</summary>
    public const int CurrentIndex = 3;

    /// <summary>Index of the amount on the last settlement day.</summary>
    public const int SettlementIndex = 8;

    /// <summary>Index of the time: second, minute, hour, day, month, year, century.</summary>
    public const int TimeIndex = 13;

    /// <summary>Bytes of the time.</summary>
    public const int TimeBytes = 7;

    /// <summary>Index of the two bytes of status.</summary>
    public const int StatusIndex = 20;

    private const int AmountBytes = 4;
    private const int DecimalCount = 2;

    /// <summary>Whether so many data bytes are a reply to <see cref="MeteringData"/> by a water or gas meter.</summary>
    public static bool IsMeteringLength(int dataCount)
    {
        return dataCount is FullDataBytes or ShortDataBytes or ShortVendorDataBytes;
    }

    /// <summary>Reads an amount, four bytes with two digits each and two decimals.</summary>
    /// <returns>False where half a byte is no decimal digit.</returns>
    public static bool TryReadAmount(byte[] buffer, int index, out MeterValue value)
    {
        return MeterValue.TryReadBcd(buffer, index, AmountBytes, DecimalCount, false, out value);
    }

    /// <summary>The unit byte of the amount at this index.</summary>
    public static byte UnitOf(byte[] buffer, int index)
    {
        return buffer[index + AmountBytes];
    }

    /// <summary>The time at this index as the meter has it, such as <c>2026-01-08 14:30:00</c>; nothing is checked.</summary>
    public static string FormatTime(byte[] buffer, int index)
    {
        return MeterAddress.Format(buffer, index + 5, 2)
            + "-" + MeterAddress.Format(buffer, index + 4, 1)
            + "-" + MeterAddress.Format(buffer, index + 3, 1)
            + " " + MeterAddress.Format(buffer, index + 2, 1)
            + ":" + MeterAddress.Format(buffer, index + 1, 1)
            + ":" + MeterAddress.Format(buffer, index, 1);
    }
}
