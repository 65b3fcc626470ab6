using System.Globalization;

namespace Wugang.Sim.Board;

/// <summary>The time of day that the calling board's clock shows, under the name that firmware has for it: <c>DateTime</c>.</summary>
/// <param name="ticks">Tenths of a microsecond since the year 1.</param>
public readonly struct ChipDateTime(long ticks)
{
    private readonly DateTime _value = new(ticks, DateTimeKind.Utc);

    /// <param name="year">Of our era.</param>
    /// <param name="month">1 to 12.</param>
    /// <param name="day">1 to 31.</param>
    public ChipDateTime(int year, int month, int day)
        : this(new DateTime(year, month, day).Ticks)
    {
    }

    public static ChipDateTime UtcNow => new(VirtualBoard.Current.Clock.Read(PowerCycle.Current).Ticks);

    /// <summary>Tenths of a microsecond since the year 1.</summary>
    public long Ticks => _value.Ticks;

    public string ToString(string format)
    {
        return _value.ToString(format, CultureInfo.InvariantCulture);
    }
}
