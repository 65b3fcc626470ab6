namespace Wugang.Supervisor.Rules.Timeline;

/// <summary>When a day is compliant, when it closes, and where midnight is.</summary>
public sealed record DaySettings
{
    /// <summary>Where midnight is; China's one time zone unless set.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.CreateCustomTimeZone("UTC+08", TimeSpan.FromHours(8), "UTC+08", "UTC+08");

    /// <summary>Seconds of a compliant day that may be not protected.</summary>
    public int NotProtectedToleranceS { get; init; }

    /// <summary>Seconds of a compliant day that may be unknown: five minutes, for a start or two.</summary>
    public int UnknownToleranceS { get; init; } = 300;

    /// <summary>Hours after its end at which a day closes: evidence that comes later is kept but changes it no more.</summary>
    public int CloseAfterHours { get; init; } = 72;

    /// <summary>Whether a day, or what there is of it, is within the tolerances (clause P1).</summary>
    public bool IsCompliant(DaySummary day)
    {
        return day.NotProtectedMs <= NotProtectedToleranceS * 1000L && day.UnknownMs <= UnknownToleranceS * 1000L;
    }

    /// <summary>First instant of a local day, milliseconds since 1970 UTC.</summary>
    public long StartOf(DateOnly day)
    {
        DateTime local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, TimeZone.GetUtcOffset(local)).ToUnixTimeMilliseconds();
    }

    /// <summary>The instant after the last of a local day, milliseconds since 1970 UTC.</summary>
    public long EndOf(DateOnly day)
    {
        return StartOf(day.AddDays(1));
    }

    /// <summary>The local day of an instant.</summary>
    public DateOnly DayOf(long unixMs)
    {
        DateTimeOffset instant = DateTimeOffset.FromUnixTimeMilliseconds(unixMs);
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, TimeZone).DateTime);
    }

    /// <summary>When a day closes, milliseconds since 1970 UTC.</summary>
    public long CloseOf(DateOnly day)
    {
        return EndOf(day) + (CloseAfterHours * 3_600_000L);
    }
}
