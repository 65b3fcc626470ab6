using System;

namespace Wugang.Firmware.Node.Drivers.Ds3231;

/// <summary>The registers of a DS3231, a clock with a battery (source: docs/reference/clock.md#battery-clock, data sheet, table 1).</summary>
public static class Ds3231Registers
{
    /// <summary>Its address on the bus, 7 bits.</summary>
    public const int BusAddress = 0x68;

    /// <summary>Registers from the seconds up to the status, which are read at once: the chip holds the time still meanwhile.</summary>
    public const int Count = 16;

    /// <summary>Registers of the time, from the seconds on.</summary>
    public const int TimeCount = 7;

    /// <summary>Number of the control register; the status follows it.</summary>
    public const int Control = 0x0E;

    /// <summary>
    /// What the control register is set to: as after power on, so that the oscillator runs on the battery as well (bit 7 is 0).
    /// </summary>
    public const byte ControlValue = 0x1C;

    /// <summary>What the status register is set to with the time: it has not stood still since (bit 7 is 0), and gives no 32 kHz.</summary>
    public const byte StatusValue = 0x00;

    /// <summary>What <see cref="ReadUnixMs"/> says where the registers hold no time.</summary>
    public const long NoTimeMs = -1;

    private const int Status = 0x0F;
    private const int Seconds = 0;
    private const int Minutes = 1;
    private const int Hours = 2;
    private const int Weekday = 3;
    private const int Day = 4;
    private const int Month = 5;
    private const int Year = 6;

    private const int StoodStillBit = 0x80;
    private const int CenturyBit = 0x80;
    private const int FirstYear = 2000;
    private const int YearsOfCentury = 100;
    private const int MonthsOfYear = 12;

    // 1970-01-01 in the ticks of the calendar, wherever it counts them from.
    private static readonly DateTime Epoch = new DateTime(1970, 1, 1);

    /// <summary>The time in registers that were read.</summary>
    /// <param name="registers">All <see cref="Count"/> of them.</param>
    /// <returns>
    /// Milliseconds since 1970 UTC; <see cref="NoTimeMs"/> where the oscillator has stood still since the time was set, or where there is no
    /// time of 24 hours.
    /// </returns>
    public static long ReadUnixMs(byte[] registers)
    {
        int year = FirstYear + Number(registers[Year]) + ((registers[Month] & CenturyBit) != 0 ? YearsOfCentury : 0);
        int month = Number((byte)(registers[Month] & ~CenturyBit));
        bool isDate = Number(registers[Year]) >= 0 && month >= 1 && month <= MonthsOfYear
            && IsWithin(registers[Day], 1, DateTime.DaysInMonth(year, month));

        // Bit 6 of the hours, 12 hours and not 24, is above what a number of up to 23 has.
        bool isTime = IsWithin(registers[Hours], 0, 23) && IsWithin(registers[Minutes], 0, 59) && IsWithin(registers[Seconds], 0, 59);
        if ((registers[Status] & StoodStillBit) != 0 || !isDate || !isTime)
        {
            return NoTimeMs;
        }

        DateTime time = new DateTime(
            year, month, Number(registers[Day]), Number(registers[Hours]), Number(registers[Minutes]), Number(registers[Seconds]));
        return (time.Ticks - Epoch.Ticks) / TimeSpan.TicksPerMillisecond;
    }

    /// <summary>Writes the registers of a time.</summary>
    /// <param name="unixMs">Milliseconds since 1970 UTC, in the years 2000 to 2099; what is below a second is left out.</param>
    /// <param name="buffer">Takes <see cref="TimeCount"/> registers.</param>
    /// <param name="offset">Where they begin.</param>
    public static void WriteTime(long unixMs, byte[] buffer, int offset)
    {
        DateTime time = new DateTime(Epoch.Ticks + (unixMs * TimeSpan.TicksPerMillisecond));
        buffer[offset + Seconds] = Digits(time.Second);
        buffer[offset + Minutes] = Digits(time.Minute);
        buffer[offset + Hours] = Digits(time.Hour);
        buffer[offset + Weekday] = (byte)((int)time.DayOfWeek + 1);
        buffer[offset + Day] = Digits(time.Day);
        buffer[offset + Month] = Digits(time.Month);
        buffer[offset + Year] = Digits(time.Year - FirstYear);
    }

    private static bool IsWithin(byte digits, int minimum, int maximum)
    {
        int number = Number(digits);
        return number >= minimum && number <= maximum;
    }

    /// <summary>The number in two decimal digits of four bits; −1 where they are none.</summary>
    private static int Number(byte digits)
    {
        int tens = digits >> 4;
        int ones = digits & 0x0F;
        return tens > 9 || ones > 9 ? -1 : (tens * 10) + ones;
    }

    private static byte Digits(int number)
    {
        return (byte)(((number / 10) << 4) | (number % 10));
    }
}
