using Wugang.Firmware.Core.Metering;

namespace Wugang.Sim.World.Meters;

/// <summary>
/// What a kindergarten uses of one medium, at any instant: a profile of the day, made uneven by the seed, from Monday to
/// Friday; at the weekend what runs at night. Integers only, and the same on every machine, in whatever order it is asked.
/// </summary>
public sealed class Consumption
{
    private const long SlotMs = 15 * 60_000;
    private const long SlotsPerHour = 4;
    private const long HoursPerDay = 24;
    private const long DaysPerWeek = 7;
    private const long WorkingDays = 5;
    private const long UtcOffsetMs = 8 * 3_600_000L;
    private const int Thousand = 1000;
    private const int UnevenMinPercent = 70;
    private const int UnevenMaxPercent = 130;

    // Monday is day 0 of a week; 1970 began with a Thursday.
    private const long FirstWeekday = 3;

    // Watts: refrigerator and nodes at night, lights and air conditioning by day, an electric kitchen before noon.
    private static readonly int[] Watts =
    [
        180, 180, 180, 180, 180, 240, 700, 1900, 3200, 3400, 3900, 5200,
        4300, 2600, 2300, 3500, 3400, 2700, 1400, 500, 260, 220, 180, 180,
    ];

    // Litres an hour: a dripping tap at night, washing before meals, cleaning at the end.
    private static readonly int[] WaterLitres =
    [
        2, 2, 2, 2, 2, 8, 60, 190, 160, 240, 310, 420,
        360, 90, 120, 280, 230, 260, 90, 10, 4, 2, 2, 2,
    ];

    // Litres an hour: a stove for breakfast, lunch and an afternoon meal, nothing between.
    private static readonly int[] GasLitres =
    [
        0, 0, 0, 0, 0, 0, 300, 900, 0, 400, 1600, 1800,
        300, 0, 500, 700, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    private readonly int[] _perHour;
    private readonly SeededRandom _random;
    private readonly long _startMs;
    private readonly long _firstSlot;

    // What was used up to the end of each slot since the first, in thousandths.
    private readonly List<long> _totals = [0];
    private readonly Consumption? _before;

    private Consumption(int[] perHour, long startMs, long seed, string name, Consumption? before = null)
    {
        _before = before;
        _perHour = perHour;
        _random = new SeededRandom(seed, name + "/consumption");
        _startMs = startMs;
        _firstSlot = startMs / SlotMs;
    }

    /// <summary>Energy, in thousandths of a watt-hour.</summary>
    /// <param name="startMs">From when on it counts, milliseconds since 1970 UTC.</param>
    /// <param name="seed">The seed of the world.</param>
    /// <param name="name">Whose it is, so that no two are alike.</param>
    public static Consumption Electricity(long startMs, long seed, string name)
    {
        return new Consumption(Watts, startMs, seed, name);
    }

    /// <summary>Water, in thousandths of a litre; parameters as for <see cref="Electricity"/>.</summary>
    public static Consumption Water(long startMs, long seed, string name)
    {
        return new Consumption(WaterLitres, startMs, seed, name);
    }

    /// <summary>Gas, in thousandths of a litre; parameters as for <see cref="Electricity"/>.</summary>
    public static Consumption Gas(long startMs, long seed, string name)
    {
        return new Consumption(GasLitres, startMs, seed, name);
    }

    /// <summary>The profile of a medium; parameters as for <see cref="Electricity"/>.</summary>
    public static Consumption Of(Medium medium, long startMs, long seed, string name)
    {
        return medium switch
        {
            Medium.Electricity => Electricity(startMs, seed, name),
            Medium.Water => Water(startMs, seed, name),
            Medium.Gas => Gas(startMs, seed, name),
            _ => throw new ArgumentOutOfRangeException(nameof(medium)),
        };
    }

    /// <summary>The same at every hour of every day, made uneven by the seed.</summary>
    /// <param name="perHour">Watt-hours or litres.</param>
    /// <param name="startMs">From when on it counts, milliseconds since 1970 UTC.</param>
    /// <param name="seed">The seed of the world.</param>
    /// <param name="name">Whose it is, so that no two are alike.</param>
    /// <param name="before">What flowed up to then; null for nothing.</param>
    public static Consumption Steady(int perHour, long startMs, long seed, string name, Consumption? before = null)
    {
        int[] day = new int[HoursPerDay];
        Array.Fill(day, perHour);
        return new Consumption(day, startMs, seed, name, before);
    }

    /// <summary>Nothing is used, ever.</summary>
    public static Consumption None(long startMs)
    {
        return new Consumption(new int[HoursPerDay], startMs, 0, "");
    }

    /// <summary>What was used from the start up to an instant, in thousandths; never less than at an earlier one.</summary>
    public long TotalAt(long atMs)
    {
        long before = _before?.TotalAt(Math.Min(atMs, _startMs)) ?? 0;
        return before + Math.Max(0, SinceFirstSlot(atMs) - SinceFirstSlot(_startMs));
    }

    /// <summary>What flows at an instant: thousandths of a watt, or of a litre an hour.</summary>
    public long PerHourAt(long atMs)
    {
        if (atMs < _startMs)
        {
            return _before?.PerHourAt(atMs) ?? 0;
        }

        int index = IndexOf(atMs);
        return (_totals[index + 1] - _totals[index]) * SlotsPerHour;
    }

    private long SinceFirstSlot(long atMs)
    {
        int index = IndexOf(atMs);
        long intoMs = Math.Max(0, atMs - ((_firstSlot + index) * SlotMs));
        return _totals[index] + ((_totals[index + 1] - _totals[index]) * intoMs / SlotMs);
    }

    /// <summary>The slot of an instant, from the first; drawn up to its end.</summary>
    private int IndexOf(long atMs)
    {
        int index = (int)(Math.Max(_firstSlot, atMs / SlotMs) - _firstSlot);
        while (_totals.Count <= index + 1)
        {
            _totals.Add(_totals[^1] + Draw(_firstSlot + _totals.Count - 1));
        }

        return index;
    }

    private long Draw(long slot)
    {
        long hour = ((slot * SlotMs) + UtcOffsetMs) / (SlotMs * SlotsPerHour);
        bool isWorkingDay = ((hour / HoursPerDay) + FirstWeekday) % DaysPerWeek < WorkingDays;
        long perHour = _perHour[isWorkingDay ? hour % HoursPerDay : 0];
        return perHour * Thousand / SlotsPerHour * _random.Between(UnevenMinPercent, UnevenMaxPercent) / 100;
    }
}
