using System.Globalization;

namespace Wugang.Supervisor.Server.Evidence;

/// <summary>Times as requests write them.</summary>
internal static class QueryTime
{
    /// <summary>What a time looks like, for messages.</summary>
    public const string Rule = "ISO 8601 with offset, such as 2026-03-02T00:00:00+08:00, from 1970 to 2999";

    private const int FirstYear = 1970;
    private const int LastYear = 2999;

    /// <summary>Reads a time; where none is given, the one that is there stays.</summary>
    /// <param name="text">ISO 8601 with offset, or null.</param>
    /// <param name="unixMs">Milliseconds since 1970 UTC.</param>
    /// <returns>False if it is no time.</returns>
    public static bool TryParse(string? text, ref long unixMs)
    {
        if (text is null)
        {
            return true;
        }

        bool isParsed = DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant)
            && instant.UtcDateTime.Year is >= FirstYear and <= LastYear;
        unixMs = isParsed ? instant.ToUnixTimeMilliseconds() : unixMs;
        return isParsed;
    }
}
