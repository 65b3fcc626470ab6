using System.Globalization;

namespace Wugang.Supervisor.Rules.Tariffs;

/// <summary>Reads periods of the day by season, and finds days and minutes without a period or with two.</summary>
internal static class TimeOfUseReader
{
    private const int MinutesPerDay = 24 * 60;
    private const int DaysPerLeapYear = 366;

    public static TimeOfUse Read(JsonFields fields)
    {
        IReadOnlyList<string> periods = fields.OptionalTexts("periods");
        if (periods.Count == 0 || periods.Distinct(StringComparer.Ordinal).Count() != periods.Count)
        {
            fields.Findings.Error(fields.PathOf("periods"), "must name the periods, each once, as [\"peak\", \"flat\", \"valley\"]");
        }

        Season[] seasons = [.. fields.Objects("seasons").Select(season => ReadSeason(season, periods))];
        fields.RefuseOthers();
        CheckYear(seasons, fields);
        return new TimeOfUse(periods, seasons);
    }

    private static Season ReadSeason(JsonFields fields, IReadOnlyList<string> periods)
    {
        YearRange[] ranges = [.. fields.OptionalObjects("ranges").Select(ReadRange)];
        HashSet<DateOnly> days = [.. fields.OptionalDays("days")];
        if (ranges.Length == 0 && days.Count == 0)
        {
            fields.Findings.Error(fields.PathOf("ranges"), "is missing: a season has ranges, or days of its own");
        }

        DayPeriod[] hours = [.. fields.Objects("hours").Select(hour => ReadHours(hour, periods)).OrderBy(hour => hour.FromMinute)];
        CheckDay(hours, fields);
        Season season = new(fields.Text("season"), ranges, days, hours);
        fields.RefuseOthers();
        return season;
    }

    private static YearRange ReadRange(JsonFields fields)
    {
        YearRange range = new(ReadYearDay(fields, "from"), ReadYearDay(fields, "to"));
        fields.RefuseOthers();
        if (range.First > range.Last)
        {
            fields.Findings.Error(fields.PathOf("to"), "is before 'from': write two ranges, one for each side of New Year");
        }

        return range;
    }

    private static int ReadYearDay(JsonFields fields, string name)
    {
        string text = fields.Text(name);
        if (DateOnly.TryParseExact($"2000-{text}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
        {
            return day.DayOfYear;
        }

        if (text.Length > 0)
        {
            fields.Findings.Error(fields.PathOf(name), $"must be month and day as 02-29, not '{text}'");
        }

        return 1;
    }

    private static DayPeriod ReadHours(JsonFields fields, IReadOnlyList<string> periods)
    {
        int from = ReadMinute(fields, "from");
        int to = ReadMinute(fields, "to");
        string name = fields.Text("period");
        int period = periods.Index().Where(item => item.Item == name).Select(item => item.Index).FirstOrDefault(-1);
        fields.RefuseOthers();
        if (period < 0)
        {
            fields.Findings.Error(fields.PathOf("period"), $"'{name}' is not among the periods {string.Join(", ", periods)}");
        }

        if (from >= to)
        {
            fields.Findings.Error(fields.PathOf("to"), "is not after 'from': a period over midnight is written as two, up to 24:00 and from 00:00");
        }

        return new DayPeriod(from, to, Math.Max(period, 0));
    }

    private static int ReadMinute(JsonFields fields, string name)
    {
        string text = fields.Text(name);
        if (text == "24:00")
        {
            return MinutesPerDay;
        }

        if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time))
        {
            return (time.Hour * 60) + time.Minute;
        }

        if (text.Length > 0)
        {
            fields.Findings.Error(fields.PathOf(name), $"must be a time of day as 07:30 or 24:00, not '{text}'");
        }

        return 0;
    }

    private static void CheckDay(DayPeriod[] hours, JsonFields fields)
    {
        int reached = 0;
        foreach (DayPeriod hour in hours)
        {
            if (hour.FromMinute > reached)
            {
                fields.Findings.Error(fields.PathOf("hours"), $"leave a gap: no period from {ClockOf(reached)} to {ClockOf(hour.FromMinute)}");
            }
            else if (hour.FromMinute < reached)
            {
                fields.Findings.Error(fields.PathOf("hours"), $"overlap: two periods from {ClockOf(hour.FromMinute)} to {ClockOf(Math.Min(reached, hour.ToMinute))}");
            }

            reached = Math.Max(reached, hour.ToMinute);
        }

        if (hours.Length > 0 && reached < MinutesPerDay)
        {
            fields.Findings.Error(fields.PathOf("hours"), $"leave a gap: no period from {ClockOf(reached)} to 24:00");
        }
    }

    private static void CheckYear(Season[] seasons, JsonFields fields)
    {
        int?[] seasonOf = new int?[DaysPerLeapYear + 1];
        for (int season = 0; season < seasons.Length; season++)
        {
            foreach (int day in seasons[season].Ranges.SelectMany(range => Enumerable.Range(range.First, Math.Max(0, range.Last - range.First + 1))))
            {
                if (seasonOf[day] is { } other)
                {
                    fields.Findings.Error(
                        $"{fields.PathOf("seasons")}[{season}].ranges", $"overlaps season '{seasons[other].Name}' on {NameOf(day)}");
                    return;
                }

                seasonOf[day] = season;
            }
        }

        if (Array.FindIndex(seasonOf, 1, season => season is null) is var missing and > 0)
        {
            fields.Findings.Error(fields.PathOf("seasons"), $"leave a gap: no season on {NameOf(missing)}");
        }

        foreach (DateOnly day in seasons.SelectMany(season => season.Days).GroupBy(day => day).Where(day => day.Count() > 1).Select(day => day.Key))
        {
            fields.Findings.Error(fields.PathOf("seasons"), $"overlap: two seasons name {day:yyyy-MM-dd}");
        }
    }

    private static string NameOf(int yearDay)
    {
        return new DateOnly(2000, 1, 1).AddDays(yearDay - 1).ToString("MM-dd", CultureInfo.InvariantCulture);
    }

    private static string ClockOf(int minute)
    {
        return string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");
    }
}
