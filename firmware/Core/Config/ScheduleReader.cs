using System.Collections;

namespace Wugang.Firmware.Core.Config;

/// <summary>Reads the registered opening hours.</summary>
internal static class ScheduleReader
{
    private const int MinUtcOffsetMin = -720;
    private const int MaxUtcOffsetMin = 840;
    private const int MinStayOpenMin = 5;
    private const int DaysOfWeek = 7;
    private const int MinutesPerHour = 60;
    private const int MinutesPerDay = 1440;
    private const int DayNameCharacters = 3;
    private const string DayNames = "montuewedthufrisatsun";

    public static ScheduleSettings Read(SettingsObject root)
    {
        ScheduleSettings schedule = new ScheduleSettings();
        SettingsObject item = root.ReadObject("schedule");
        if (item == null)
        {
            return schedule;
        }

        schedule.UtcOffsetMin = item.ReadInteger("utc_offset_min", MinUtcOffsetMin, MaxUtcOffsetMin, schedule.UtcOffsetMin);
        schedule.StayOpenMin = item.ReadInteger("stay_open_min", MinStayOpenMin, Limits.MaxStayOpenMin, schedule.StayOpenMin);
        schedule.Hours = ReadHours(item);
        schedule.Holidays = ReadHolidays(item);
        item.Finish();
        return schedule;
    }

    private static OpeningHours[] ReadHours(SettingsObject schedule)
    {
        ArrayList items = schedule.ReadList("hours", Limits.MaxOpeningHours);
        OpeningHours[] hours = new OpeningHours[items.Count];
        for (int i = 0; i < items.Count; i++)
        {
            SettingsObject item = schedule.ItemOf(items, "hours", i);
            hours[i] = item == null ? new OpeningHours(0, 0, 0) : ReadStretch(item);
            for (int j = 0; j < i; j++)
            {
                if (Overlap(hours[i], hours[j]))
                {
                    schedule.Refuse("hours[" + i.ToString() + "]", "overlaps " + schedule.PathOfItem("hours", j));
                }
            }
        }

        return hours;
    }

    /// <returns>The stretch; one on no day at all where it does not fit, so that it overlaps nothing.</returns>
    private static OpeningHours ReadStretch(SettingsObject item)
    {
        string daysText = item.ReadText("days", 1);
        int days = DaysOf(daysText);
        if (daysText.Length > 0 && days == 0)
        {
            item.Refuse("days", "must be days such as mon-fri or sat,sun");
        }

        int openMinute = ReadTime(item, "open");
        int closeMinute = ReadTime(item, "close");
        if (openMinute >= 0 && closeMinute >= 0 && closeMinute <= openMinute)
        {
            item.Refuse("close", "must be later than open on the same day");
        }

        item.Finish();
        return openMinute >= 0 && closeMinute > openMinute
            ? new OpeningHours(days, openMinute, closeMinute)
            : new OpeningHours(0, 0, 0);
    }

    private static bool Overlap(OpeningHours first, OpeningHours second)
    {
        return (first.Days & second.Days) != 0
            && first.OpenMinute < second.CloseMinute
            && second.OpenMinute < first.CloseMinute;
    }

    private static int[] ReadHolidays(SettingsObject schedule)
    {
        ArrayList items = schedule.ReadList("holidays", Limits.MaxHolidays);
        int[] holidays = new int[items.Count];
        for (int i = 0; i < items.Count; i++)
        {
            int day = items[i] is int ? (int)items[i] : 0;
            bool isLater = i == 0 || day > holidays[i - 1];
            if (!IsDate(day) || !isLater)
            {
                schedule.Refuse(
                    "holidays[" + i.ToString() + "]", "must be a day such as 20261001, later than the one before it");
            }

            holidays[i] = day;
        }

        return holidays;
    }

    private static bool IsDate(int day)
    {
        int year = day / 10000;
        int month = day / 100 % 100;
        if (year < 2000 || year > 2999 || month < 1 || month > 12)
        {
            return false;
        }

        bool isLeapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        int daysInMonth = month == 2 ? (isLeapYear ? 29 : 28)
            : month == 4 || month == 6 || month == 9 || month == 11 ? 30
            : 31;
        return day % 100 >= 1 && day % 100 <= daysInMonth;
    }

    /// <summary>Minutes since midnight of a time such as 07:30, or −1 where it is none.</summary>
    private static int ReadTime(SettingsObject item, string name)
    {
        string text = item.ReadText(name, 1);
        bool hasShape = text.Length == 5 && text[2] == ':';
        int hour = hasShape ? TwoDigits(text, 0) : -1;
        int minute = hasShape ? TwoDigits(text, 3) : -1;
        int minuteOfDay = (hour * MinutesPerHour) + minute;
        if (hour >= 0 && minute >= 0 && minute < MinutesPerHour && minuteOfDay <= MinutesPerDay)
        {
            return minuteOfDay;
        }

        if (text.Length > 0)
        {
            item.Refuse(name, "must be a time from 00:00 to 24:00");
        }

        return -1;
    }

    private static int TwoDigits(string text, int at)
    {
        bool areDigits = text[at] >= '0' && text[at] <= '9' && text[at + 1] >= '0' && text[at + 1] <= '9';
        return areDigits ? ((text[at] - '0') * 10) + text[at + 1] - '0' : -1;
    }

    /// <summary>The days that a list such as mon-thu,sat names: bit 0 is Monday. 0 where it does not fit.</summary>
    private static int DaysOf(string text)
    {
        int days = 0;
        string[] parts = text.Split(',');
        for (int i = 0; i < parts.Length; i++)
        {
            string part = parts[i];
            bool isRange = part.Length == (2 * DayNameCharacters) + 1 && part[DayNameCharacters] == '-';
            if (part.Length != DayNameCharacters && !isRange)
            {
                return 0;
            }

            int first = DayOf(part.Substring(0, DayNameCharacters));
            int last = isRange ? DayOf(part.Substring(DayNameCharacters + 1)) : first;
            if (first < 0 || last < first)
            {
                return 0;
            }

            for (int day = first; day <= last; day++)
            {
                days |= 1 << day;
            }
        }

        return days;
    }

    private static int DayOf(string name)
    {
        for (int day = 0; day < DaysOfWeek; day++)
        {
            if (DayNames.Substring(day * DayNameCharacters, DayNameCharacters) == name)
            {
                return day;
            }
        }

        return -1;
    }
}
