using Wugang.Supervisor.Rules.Tariffs;

namespace Wugang.Supervisor.Rules.Billing;

/// <summary>Splits what one meter counted into two curves that add up to it, whatever time is looked at.</summary>
public static class MixedCurves
{
    /// <summary>The part of the other class, and the rest.</summary>
    public static (ConsumptionCurve Other, ConsumptionCurve Main) Split(ConsumptionCurve whole, MixedUse use, LocalCalendar calendar)
    {
        Func<long, long> other = use.Percent is { } percent
            ? unixMs => (long)decimal.Floor(whole.UpTo(unixMs) * percent / 100)
            : new DailyShare(whole, use.QuantityPerMonth, calendar).UpTo;
        return (new DerivedCurve(whole, other), new DerivedCurve(whole, unixMs => whole.UpTo(unixMs) - other(unixMs)));
    }

    /// <summary>
    /// So much of each month, by day: each day may take its share and what the days of that month before it have left; of a day the first
    /// that is consumed. A month thus gives its whole quantity wherever that much was consumed.
    /// </summary>
    private sealed class DailyShare
    {
        private readonly ConsumptionCurve _whole;
        private readonly long[] _starts;
        private readonly long[] _taken;
        private readonly long[] _available;

        public DailyShare(ConsumptionCurve whole, long quantityPerMonth, LocalCalendar calendar)
        {
            _whole = whole;
            DateOnly first = calendar.DayOf(whole.FirstMs);
            int days = calendar.DayOf(whole.LastMs).DayNumber - first.DayNumber + 1;
            (_starts, _taken, _available) = (new long[days], new long[days], new long[days]);
            long left = 0;
            for (int i = 0; i < days; i++)
            {
                DateOnly day = first.AddDays(i);
                long inMonth = DateTime.DaysInMonth(day.Year, day.Month);
                long share = (quantityPerMonth * day.Day / inMonth) - (quantityPerMonth * (day.Day - 1) / inMonth);
                _starts[i] = Math.Max(calendar.StartOf(day), whole.FirstMs);
                _available[i] = (day.Day == 1 ? 0 : left) + share;
                long consumed = whole.Between(_starts[i], Math.Min(calendar.StartOf(day.AddDays(1)), whole.LastMs));
                long take = Math.Min(consumed, _available[i]);
                left = _available[i] - take;
                if (i + 1 < days)
                {
                    _taken[i + 1] = _taken[i] + take;
                }
            }
        }

        public long UpTo(long unixMs)
        {
            int index = Array.BinarySearch(_starts, unixMs);
            index = index >= 0 ? index : ~index - 1;
            return _taken[index] + Math.Min(_whole.Between(_starts[index], unixMs), _available[index]);
        }
    }
}
