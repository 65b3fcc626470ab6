using System.Globalization;
using System.Text.RegularExpressions;

namespace Wugang.Sim.Scenarios.Text;

/// <summary>How scenarios write times: local time of the facilities, which are all in China's one time zone.</summary>
public static partial class Moment
{
    /// <summary>Local time, ahead of UTC.</summary>
    public static readonly TimeSpan UtcOffset = TimeSpan.FromHours(8);

    private const long SecondMs = 1000;
    private const long MinuteMs = 60 * SecondMs;
    private const long HourMs = 60 * MinuteMs;
    private const long DayMs = 24 * HourMs;

    /// <summary>A local day such as <c>2026-03-02</c>, or null.</summary>
    public static DateOnly? ParseDay(string text)
    {
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? day
            : null;
    }

    /// <summary>Milliseconds since midnight of <c>08:00</c>, <c>08:00:31</c> or <c>08:00:31.250</c>, or null. 24:00 is the end of the day.</summary>
    public static long? ParseTimeOfDay(string text)
    {
        Match match = TimeOfDay().Match(text);
        if (!match.Success)
        {
            return null;
        }

        long milliseconds = (Number(match, 1) * HourMs) + (Number(match, 2) * MinuteMs) + (Number(match, 3) * SecondMs) + Number(match, 4);
        bool isInDay = Number(match, 2) < 60 && Number(match, 3) < 60 && milliseconds <= DayMs;
        return isInDay ? milliseconds : null;
    }

    /// <summary>A duration in milliseconds, or null.</summary>
    public static long? ParseDuration(string text)
    {
        Match match = Duration().Match(text);
        return match.Success
            ? Number(match, 1) * match.Groups[2].Value switch
            {
                "ms" => 1,
                "s" => SecondMs,
                "m" => MinuteMs,
                "h" => HourMs,
                _ => DayMs,
            }
            : null;
    }

    /// <summary>An instant of a local day, milliseconds since 1970 UTC.</summary>
    public static long UnixMs(DateOnly day, long timeOfDayMs)
    {
        return new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), UtcOffset).ToUnixTimeMilliseconds() + timeOfDayMs;
    }

    /// <summary>The local day of an instant.</summary>
    public static DateOnly DayOf(long unixMs)
    {
        return DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToOffset(UtcOffset).DateTime);
    }

    /// <summary>An instant in local time, for people.</summary>
    public static string ToText(long unixMs)
    {
        return DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToOffset(UtcOffset)
            .ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
    }

    private static long Number(Match match, int group)
    {
        return match.Groups[group].Success ? long.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : 0;
    }

    [GeneratedRegex(@"^(\d\d):(\d\d)(?::(\d\d)(?:\.(\d\d\d))?)?$")]
    private static partial Regex TimeOfDay();

    [GeneratedRegex(@"^(\d{1,9})(ms|s|m|h|d)$")]
    private static partial Regex Duration();
}
