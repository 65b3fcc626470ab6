namespace Wugang.Sim.Board;

/// <summary>The time of day that the calling board's clock shows, under the name that firmware has for it: <c>DateTime</c>.</summary>
/// <param name="year">Of our era.</param>
/// <param name="month">1 to 12.</param>
/// <param name="day">1 to 31.</param>
public readonly struct ChipDateTime(int year, int month, int day)
{
    private readonly DateTime _value = new(year, month, day, 0, 0, 0, DateTimeKind.Utc);

    private ChipDateTime(DateTime value)
        : this(value.Year, value.Month, value.Day)
    {
        _value = value;
    }

    public static ChipDateTime UtcNow => new(VirtualBoard.Current.Clock.Read(PowerCycle.Current));

    /// <summary>Tenths of a microsecond since the year 1.</summary>
    public long Ticks => _value.Ticks;
}
