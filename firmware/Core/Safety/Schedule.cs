using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Records;

namespace Wugang.Firmware.Core.Safety;

/// <summary>Whether the facility is open by its registered hours, in local time, by week and with holidays.</summary>
public sealed class Schedule
{
    private const long MsPerMinute = 60000;
    private const long MinutesPerDay = 1440;
    private const int DaysPerWeek = 7;

    // 1970-01-01 was a Thursday; days of the week count from Monday.
    private const int FirstDayOfWeek = 3;

    private readonly ScheduleSettings _settings;
    private long _knownMinute = -1;
    private OpeningState _known;

    public Schedule(ScheduleSettings settings)
    {
        _settings = settings;
    }

    /// <summary>The state at a time of day.</summary>
    public OpeningState At(ClockReading time)
    {
        if (_settings.Hours.Length == 0 || time.UnixMs == 0)
        {
            return OpeningState.Unknown;
        }

        long minute = LocalMs(time) / MsPerMinute;
        if (minute != _knownMinute)
        {
            _knownMinute = minute;
            _known = IsOpen(minute / MinutesPerDay, (int)(minute % MinutesPerDay)) ? OpeningState.Open : OpeningState.Closed;
        }

        return _known;
    }

    /// <summary>Milliseconds until the state may change: to the next minute; a long time where it cannot.</summary>
    public long RemainingMs(ClockReading time)
    {
        return _settings.Hours.Length == 0 || time.UnixMs == 0
            ? int.MaxValue
            : MsPerMinute - (LocalMs(time) % MsPerMinute);
    }

    private long LocalMs(ClockReading time)
    {
        return time.UnixMs + (_settings.UtcOffsetMin * MsPerMinute);
    }

    private bool IsOpen(long day, int minute)
    {
        int weekday = 1 << (int)((day + FirstDayOfWeek) % DaysPerWeek);
        bool isOpen = false;
        for (int i = 0; i < _settings.Hours.Length; i++)
        {
            OpeningHours hours = _settings.Hours[i];
            isOpen = isOpen
                || ((hours.Days & weekday) != 0 && minute >= hours.OpenMinute && minute < hours.CloseMinute);
        }

        return isOpen && !IsHoliday(day);
    }

    private bool IsHoliday(long day)
    {
        int date = DateOf(day);
        for (int i = 0; i < _settings.Holidays.Length; i++)
        {
            if (_settings.Holidays[i] == date)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Year × 10000 + month × 100 + day of the Gregorian calendar, of a day counted from 1970-01-01.</summary>
    /// <remarks>
    /// Counted in years that begin in March, so that the leap day is the last: 400 years have 146097 days, and months
    /// from March on begin at (153 × month + 2) / 5.
    /// </remarks>
    private static int DateOf(long day)
    {
        const int DaysTo1970 = 719468; // from 0000-03-01
        const int DaysPer400Years = 146097;
        long shifted = day + DaysTo1970;
        int dayOfEra = (int)(shifted % DaysPer400Years);
        int yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36524) - (dayOfEra / 146096)) / 365;
        int dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        int monthFromMarch = ((5 * dayOfYear) + 2) / 153;
        int dayOfMonth = dayOfYear - (((153 * monthFromMarch) + 2) / 5) + 1;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        int year = yearOfEra + ((int)(shifted / DaysPer400Years) * 400) + (month <= 2 ? 1 : 0);
        return (year * 10000) + (month * 100) + dayOfMonth;
    }
}
