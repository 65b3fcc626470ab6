using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;

namespace Wugang.Sim.Scenarios.Text;

/// <summary>Reads when a facility is open: <c>hours mon-fri 07:30-18:00</c>, <c>holiday 2026-10-01</c>, <c>stay_open 60m</c>.</summary>
internal static class ScheduleReader
{
    private const int MinuteMs = 60_000;
    private const int MinutesPerDay = 24 * 60;
    private const int MinStayOpenMin = 5;

    /// <summary>The days of the week in their order, as settings and scenarios name them.</summary>
    public static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <summary>Reads what stands behind one of the three words.</summary>
    /// <exception cref="SyntaxException">It is wrong.</exception>
    public static void Read(string word, Words words, ScheduleSettings schedule)
    {
        switch (word)
        {
            case "hours":
                schedule.Hours = [.. schedule.Hours, ReadHours(words)];
                break;
            case "holiday":
                schedule.Holidays = [.. schedule.Holidays, ReadHoliday(words)];
                break;
            case "stay_open":
                schedule.StayOpenMin = (int)(words.TakeDuration(MinStayOpenMin * MinuteMs, Limits.MaxStayOpenMin * MinuteMs) / MinuteMs);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(word));
        }
    }

    private static OpeningHours ReadHours(Words words)
    {
        string text = words.Take("days such as mon-fri or sat");
        string[] ends = text.Split('-');
        int first = Array.IndexOf(Days, ends[0]);
        int last = Array.IndexOf(Days, ends[^1]);
        if (ends.Length > 2 || first < 0 || last < first)
        {
            throw new SyntaxException($"expected days such as mon-fri or sat, not '{text}'");
        }

        int days = 0;
        for (int day = first; day <= last; day++)
        {
            days |= 1 << day;
        }

        string hours = words.Take("hours such as 07:30-18:00");
        long?[] minutes = [.. hours.Split('-').Select(time => Moment.ParseTimeOfDay(time) / MinuteMs)];
        return minutes is [{ } open, { } close] && close > open && close <= MinutesPerDay
            ? new OpeningHours(days, (int)open, (int)close)
            : throw new SyntaxException($"expected hours such as 07:30-18:00, not '{hours}'");
    }

    private static int ReadHoliday(Words words)
    {
        string text = words.Take("a day such as 2026-10-01");
        DateOnly day = Moment.ParseDay(text) ?? throw new SyntaxException($"expected a day such as 2026-10-01, not '{text}'");
        return (day.Year * 10_000) + (day.Month * 100) + day.Day;
    }
}
