namespace Wugang.Supervisor.Rules.Tariffs;

/// <summary>Days and minutes of a place's clock as instants, in milliseconds since 1970 UTC.</summary>
public sealed class LocalCalendar(TimeZoneInfo zone)
{
    private const int MinutesPerDay = 24 * 60;

    /// <summary>Name of the time zone.</summary>
    public string ZoneId => zone.Id;

    /// <summary>A calendar by the name of its time zone, as <c>Asia/Shanghai</c>; null where this machine does not know it.</summary>
    public static LocalCalendar? Find(string zoneId)
    {
        return TimeZoneInfo.TryFindSystemTimeZoneById(zoneId, out TimeZoneInfo? zone) ? new LocalCalendar(zone) : null;
    }

    /// <summary>The local day of an instant.</summary>
    public DateOnly DayOf(long unixMs)
    {
        return DateOnly.FromDateTime(At(unixMs).DateTime);
    }

    /// <summary>First instant of a local day.</summary>
    public long StartOf(DateOnly day)
    {
        return InstantOf(day, 0);
    }

    /// <summary>The instant at which the clock shows a minute of a day. Of one that is shown twice the first, of one that is passed over the next.</summary>
    /// <param name="day">The local day.</param>
    /// <param name="minute">0 to 1440; the last is the next midnight.</param>
    public long InstantOf(DateOnly day, int minute)
    {
        DateTime local = minute == MinutesPerDay
            ? day.AddDays(1).ToDateTime(TimeOnly.MinValue)
            : day.ToDateTime(TimeOnly.MinValue).AddMinutes(minute);
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(1);
        }

        TimeSpan offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUnixTimeMilliseconds();
    }

    /// <summary>An instant as the place's clock shows it.</summary>
    public DateTimeOffset At(long unixMs)
    {
        return TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(unixMs), zone);
    }
}
