using System;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Node.Drivers.Serial;

namespace Wugang.Firmware.Node.Drivers.Modbus;

/// <summary>
/// One row of a vendor's register table: where a meter keeps what it counts, and how. Whole numbers only, never
/// negative: what a meter counts up in floating point cannot be billed exactly.
/// </summary>
public sealed class ModbusRegister
{
    /// <summary>Highest address of a register.</summary>
    public const int MaxAddress = 65535;

    /// <summary>Most decimals of the number in the register.</summary>
    public const int MaxDecimals = 6;

    private const int BitsPerWord = 16;

    private static readonly int[] DigitsByWords = { 0, 5, 10, 0, MeterValue.MaxDigits };

    /// <param name="function">A function that reads, see <see cref="ModbusFunction"/>.</param>
    /// <param name="address">0 to 65 535, as sent; manuals often count from 1, or from 40 001.</param>
    /// <param name="wordCount">Registers of 16 bits that make the number: 1, 2 or 4.</param>
    /// <param name="isHighWordFirst">Order of these registers; within each the high byte is first.</param>
    /// <param name="decimalCount">Digits behind the point, 0 to 6.</param>
    /// <param name="unit">The unit of the number.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public ModbusRegister(
        byte function, int address, int wordCount, bool isHighWordFirst, int decimalCount, MeterUnit unit)
    {
        if (!ModbusFunction.IsRead(function))
        {
            throw new ArgumentOutOfRangeException(nameof(function));
        }

        if (wordCount != 1 && wordCount != 2 && wordCount != 4)
        {
            throw new ArgumentOutOfRangeException(nameof(wordCount));
        }

        if (address < 0 || address > MaxAddress + 1 - wordCount)
        {
            throw new ArgumentOutOfRangeException(nameof(address));
        }

        if (decimalCount < 0 || decimalCount > MaxDecimals || decimalCount >= DigitsByWords[wordCount])
        {
            throw new ArgumentOutOfRangeException(nameof(decimalCount));
        }

        if (unit < MeterUnit.WattHour || unit > MeterUnit.CubicMetre)
        {
            throw new ArgumentOutOfRangeException(nameof(unit));
        }

        Function = function;
        Address = address;
        WordCount = wordCount;
        IsHighWordFirst = isHighWordFirst;
        DecimalCount = decimalCount;
        Unit = unit;
    }

    public byte Function { get; }

    public int Address { get; }

    public int WordCount { get; }

    public bool IsHighWordFirst { get; }

    public int DecimalCount { get; }

    public MeterUnit Unit { get; }

    /// <summary>The number in the reply, with as many digits as its width can show.</summary>
    /// <returns>False where it has more than 18 digits.</returns>
    public bool TryRead(ModbusReply reply, out MeterValue value)
    {
        value = default;
        ulong number = 0;
        for (int i = 0; i < WordCount; i++)
        {
            number = (number << BitsPerWord) | (uint)reply.WordAt(IsHighWordFirst ? i : WordCount - 1 - i);
        }

        if (number > MeterValue.MaxUnscaled)
        {
            return false;
        }

        value = new MeterValue((long)number, DigitsByWords[WordCount], DecimalCount);
        return true;
    }
}
