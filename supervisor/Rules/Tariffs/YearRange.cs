namespace Wugang.Supervisor.Rules.Tariffs;

/// <summary>A part of each year, both ends included. Days are numbered as in a leap year: 29 February is day 60.</summary>
/// <param name="First">First day, 1 to 366.</param>
/// <param name="Last">Last day, not before the first.</param>
public readonly record struct YearRange(int First, int Last)
{
    /// <summary>Number of a day in a leap year, so that each date has the same number in each year.</summary>
    public static int NumberOf(int month, int day)
    {
        return new DateOnly(2000, month, day).DayOfYear;
    }

    public bool Covers(DateOnly day)
    {
        int number = NumberOf(day.Month, day.Day);
        return number >= First && number <= Last;
    }
}
