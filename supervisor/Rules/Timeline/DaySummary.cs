namespace Wugang.Supervisor.Rules.Timeline;

/// <summary>How long a day was protected, not protected, and unknown; the three make up the day (clause P1).</summary>
/// <param name="Day">The day in local time.</param>
/// <param name="ProtectedMs">Milliseconds with evidence of protection.</param>
/// <param name="NotProtectedMs">Milliseconds with evidence that there was none.</param>
/// <param name="UnknownMs">Milliseconds without evidence, those still to come included.</param>
public sealed record DaySummary(DateOnly Day, long ProtectedMs, long NotProtectedMs, long UnknownMs)
{
    /// <summary>Cuts a time into local days and adds up each.</summary>
    /// <param name="segments">Verdicts in order and without gap.</param>
    /// <param name="zone">Where midnight is.</param>
    public static IReadOnlyList<DaySummary> Of(IReadOnlyList<TimelineSegment> segments, TimeZoneInfo zone)
    {
        SortedDictionary<DateOnly, long[]> days = [];
        foreach (TimelineSegment segment in segments)
        {
            long atMs = segment.FromMs;
            while (atMs < segment.ToMs)
            {
                DateOnly day = DayOf(atMs, zone);
                long endMs = Math.Min(StartOf(day.AddDays(1), zone), segment.ToMs);
                if (!days.TryGetValue(day, out long[]? sums))
                {
                    days[day] = sums = new long[Enum.GetValues<VerdictState>().Length];
                }

                sums[(int)segment.Verdict.State] += endMs - atMs;
                atMs = endMs;
            }
        }

        return
        [
            .. days.Select(day => new DaySummary(
                day.Key,
                day.Value[(int)VerdictState.Protected],
                day.Value[(int)VerdictState.NotProtected],
                day.Value[(int)VerdictState.Unknown])),
        ];
    }

    /// <summary>First instant of a local day, milliseconds since 1970 UTC.</summary>
    public static long StartOf(DateOnly day, TimeZoneInfo zone)
    {
        DateTime local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUnixTimeMilliseconds();
    }

    /// <summary>The local day of an instant.</summary>
    public static DateOnly DayOf(long unixMs, TimeZoneInfo zone)
    {
        DateTimeOffset instant = DateTimeOffset.FromUnixTimeMilliseconds(unixMs);
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);
    }
}
