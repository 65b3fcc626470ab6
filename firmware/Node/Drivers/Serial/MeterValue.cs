using System;

namespace Wugang.Firmware.Node.Drivers.Serial;

/// <summary>A number as a meter shows it: its decimal digits with all leading zeros, and where the point stands.</summary>
/// <remarks>At most 18 digits. <c>default</c> is no number: it has no digit.</remarks>
public readonly struct MeterValue
{
    /// <summary>Most digits of a value; any of them fit a signed 64-bit integer.</summary>
    public const int MaxDigits = 18;

    /// <summary>Largest number of 18 digits.</summary>
    public const long MaxUnscaled = 999999999999999999;

    private const byte SignBit = 0x80;

    /// <param name="unscaled">The number without its point.</param>
    /// <param name="digitCount">Digits that the meter shows, 1 to 18.</param>
    /// <param name="decimalCount">Digits behind the point, 0 to all but one.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is outside its range.</exception>
    public MeterValue(long unscaled, int digitCount, int decimalCount)
    {
        if (digitCount < 1 || digitCount > MaxDigits)
        {
            throw new ArgumentOutOfRangeException(nameof(digitCount));
        }

        if (decimalCount < 0 || decimalCount >= digitCount)
        {
            throw new ArgumentOutOfRangeException(nameof(decimalCount));
        }

        Unscaled = unscaled;
        DigitCount = digitCount;
        DecimalCount = decimalCount;
    }

    /// <summary>The number without its point: 26 for 000000.26.</summary>
    public long Unscaled { get; }

    /// <summary>Digits that the meter shows, on both sides of the point.</summary>
    public int DigitCount { get; }

    /// <summary>Digits behind the point.</summary>
    public int DecimalCount { get; }

    /// <summary>Reads two digits a byte, lowest byte first.</summary>
    /// <param name="buffer">Where the bytes lie.</param>
    /// <param name="offset">The first of them.</param>
    /// <param name="byteCount">1 to 9 bytes.</param>
    /// <param name="decimalCount">Digits behind the point.</param>
    /// <param name="isSigned">Whether the topmost bit says that the number is negative.</param>
    /// <param name="value">The number; <c>default</c> where there is none.</param>
    /// <returns>False where half a byte is no decimal digit.</returns>
    public static bool TryReadBcd(
        byte[] buffer, int offset, int byteCount, int decimalCount, bool isSigned, out MeterValue value)
    {
        value = default;
        bool isNegative = isSigned && (buffer[offset + byteCount - 1] & SignBit) != 0;
        long unscaled = 0;
        for (int i = byteCount - 1; i >= 0; i--)
        {
            int two = buffer[offset + i];
            if (isNegative && i == byteCount - 1)
            {
                two -= SignBit;
            }

            if (two >> 4 > 9 || (two & 15) > 9)
            {
                return false;
            }

            unscaled = (unscaled * 100) + ((two >> 4) * 10) + (two & 15);
        }

        value = new MeterValue(isNegative ? -unscaled : unscaled, byteCount * 2, decimalCount);
        return true;
    }

    /// <summary>The digits exactly as the meter shows them, such as <c>000000.26</c>.</summary>
    public override string ToString()
    {
        int pointCount = DecimalCount > 0 ? 1 : 0;
        int signCount = Unscaled < 0 ? 1 : 0;
        char[] text = new char[signCount + DigitCount + pointCount];
        long rest = Unscaled < 0 ? -Unscaled : Unscaled;
        for (int i = text.Length - 1; i >= signCount; i--)
        {
            if (pointCount == 1 && text.Length - 1 - i == DecimalCount)
            {
                text[i] = '.';
                continue;
            }

            text[i] = (char)('0' + (int)(rest % 10));
            rest /= 10;
        }

        if (signCount == 1)
        {
            text[0] = '-';
        }

        return new string(text);
    }
}
