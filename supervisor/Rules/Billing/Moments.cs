using System.Globalization;
using Wugang.Supervisor.Rules.Tariffs;

namespace Wugang.Supervisor.Rules.Billing;

/// <summary>Reads instants as people and programs write them (ISO 8601).</summary>
public static class Moments
{
    /// <summary>First and last year of any day or instant here.</summary>
    public const int FirstYear = 1970;
    public const int LastYear = 2999;

    private static readonly string[] Formats =
    [
        "yyyy-MM-ddTHH:mm:sszzz", "yyyy-MM-ddTHH:mmzzz", "yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz",
        "yyyy-MM-dd HH:mm:sszzz", "yyyy-MM-dd HH:mmzzz", "yyyy-MM-dd HH:mm:ss.FFFFFFFzzz",
    ];

    private static readonly string[] LocalFormats =
        ["yyyy-MM-ddTHH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mm", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm", "yyyy-MM-dd"];

    /// <summary>Reads date and time with offset.</summary>
    /// <param name="text">As <c>2026-03-02T00:00:00+08:00</c>, or with <c>Z</c>.</param>
    /// <param name="unixMs">Milliseconds since 1970 UTC.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public static string? Read(string text, out long unixMs)
    {
        string spelt = text.EndsWith('Z') ? string.Concat(text.AsSpan(0, text.Length - 1), "+00:00") : text;
        if (DateTimeOffset.TryParseExact(spelt, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset moment)
            && IsKnownYear(moment.UtcDateTime.Year))
        {
            unixMs = moment.ToUnixTimeMilliseconds();
            return null;
        }

        unixMs = 0;
        return DateTime.TryParseExact(text, LocalFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? $"'{text}' has no offset from UTC; write it as 2026-03-02T00:00:00+08:00"
            : $"'{text}' is no time from {FirstYear} to {LastYear}; write it as 2026-03-02T00:00:00+08:00";
    }

    /// <summary>Whether a year can be meant: instants are counted from 1970, and nothing here lasts for a thousand years.</summary>
    public static bool IsKnownYear(int year)
    {
        return year is >= FirstYear and <= LastYear;
    }

    /// <summary>Reads a local day, which stands for its first instant, or date and time with offset.</summary>
    /// <exception cref="InvalidDataException">It is neither.</exception>
    public static long ReadDayOrMoment(string text, string name, LocalCalendar calendar)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
        {
            return IsKnownYear(day.Year)
                ? calendar.StartOf(day)
                : throw new InvalidDataException($"{name}: '{text}' is no day from {FirstYear} to {LastYear}");
        }

        return Read(text, out long unixMs) is { } fault
            ? throw new InvalidDataException($"{name}: {fault}, or a day as 2026-03-02")
            : unixMs;
    }
}
