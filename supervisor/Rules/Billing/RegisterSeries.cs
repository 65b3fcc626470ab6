namespace Wugang.Supervisor.Rules.Billing;

/// <summary>The readings of a meter, and of the meters that took its place, as one curve of what was consumed.</summary>
public sealed class RegisterSeries : ConsumptionCurve
{
    /// <summary>Most readings: more than 25 years of quarters of an hour.</summary>
    public const int RowsMax = 1_000_000;

    private readonly long[] _times;
    private readonly long[] _consumed;
    private readonly RegisterRow[] _rows;

    private RegisterSeries(RegisterRow[] rows, long[] consumed, IReadOnlyList<RegisterGap> gaps, long rolloverAt)
    {
        (_rows, _consumed, Gaps, RolloverAt) = (rows, consumed, gaps, rolloverAt);
        _times = [.. rows.Select(row => row.UnixMs)];
    }

    public override long FirstMs => _times[0];

    public override long LastMs => _times[^1];

    public override IReadOnlyList<RegisterGap> Gaps { get; }

    /// <summary>Where a register begins again at 0, in Wh or litres; 0 where it does not.</summary>
    public long RolloverAt { get; }

    /// <summary>Makes one curve of readings in any order.</summary>
    /// <param name="rows">The readings; the same one may come more than once.</param>
    /// <param name="rolloverAt">Where a register begins again at 0, in Wh or litres; 0 where it does not.</param>
    /// <param name="nameOf">How messages call a reading by its place, as <c>line 7</c>.</param>
    /// <exception cref="InvalidDataException">There are none, two contradict each other, or a register goes back.</exception>
    public static RegisterSeries Of(IEnumerable<RegisterRow> rows, long rolloverAt, Func<long, string> nameOf)
    {
        RegisterRow[] sorted = [.. rows.OrderBy(row => row.UnixMs).ThenBy(row => row.Place)];
        if (sorted.Length is 0 or > RowsMax)
        {
            throw new InvalidDataException(
                sorted.Length == 0 ? "there is no register, only a head" : $"there are {sorted.Length} registers; {RowsMax} are the most");
        }

        List<RegisterRow> kept = new(sorted.Length) { sorted[0] };
        List<long> consumed = new(sorted.Length) { 0 };
        List<RegisterGap> gaps = [];
        HashSet<string> gone = [];
        for (int i = 1; i < sorted.Length; i++)
        {
            RegisterRow before = kept[^1];
            PutSameMeterFirst(sorted, i, before.Meter);
            RegisterRow row = sorted[i];
            bool isAtOnce = row.UnixMs == before.UnixMs;
            if (row.Meter == before.Meter)
            {
                if (isAtOnce)
                {
                    RequireSame(before, row, nameOf);
                    continue;
                }

                kept.Add(row);
                consumed.Add(consumed[^1] + Growth(before, row, rolloverAt, nameOf));
                continue;
            }

            RequireNew(gone, before, row, nameOf);
            if (isAtOnce)
            {
                // Both were read when one took the other's place: the new one goes on from here.
                kept[^1] = row;
                continue;
            }

            gaps.Add(new RegisterGap(before.UnixMs, row.UnixMs));
            kept.Add(row);
            consumed.Add(consumed[^1]);
        }

        return new RegisterSeries([.. kept], [.. consumed], gaps, rolloverAt);
    }

    public override long UpTo(long unixMs)
    {
        int index = Array.BinarySearch(_times, unixMs);
        if (index >= 0)
        {
            return _consumed[index];
        }

        int next = ~index;
        if (next == 0 || next == _times.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(unixMs), "Beyond the readings.");
        }

        Int128 growth = _consumed[next] - _consumed[next - 1];
        return _consumed[next - 1] + (long)(growth * (unixMs - _times[next - 1]) / (_times[next] - _times[next - 1]));
    }

    public override long? FindReadingFrom(long unixMs)
    {
        int index = Array.BinarySearch(_times, unixMs);
        index = index >= 0 ? index : ~index;
        return index < _times.Length ? _times[index] : null;
    }

    public override long? FindReadingUpTo(long unixMs)
    {
        int index = Array.BinarySearch(_times, unixMs);
        index = index >= 0 ? index : ~index - 1;
        return index >= 0 ? _times[index] : null;
    }

    /// <summary>The readings that a time is priced by: those in it, and the ones around it where it does not begin or end with one.</summary>
    public ReadOnlySpan<RegisterRow> RowsFor(long fromMs, long toMs)
    {
        int first = Array.BinarySearch(_times, fromMs);
        int last = Array.BinarySearch(_times, toMs);
        first = Math.Max(0, first >= 0 ? first : ~first - 1);
        last = Math.Min(_times.Length - 1, last >= 0 ? last : ~last);
        return _rows.AsSpan(first..(last + 1));
    }

    /// <summary>Of readings at one instant those of the meter in use come first, whatever the order in which they were given.</summary>
    private static void PutSameMeterFirst(RegisterRow[] rows, int index, string meter)
    {
        for (int i = index; i < rows.Length && rows[i].UnixMs == rows[index].UnixMs; i++)
        {
            if (rows[i].Meter == meter)
            {
                (rows[index], rows[i]) = (rows[i], rows[index]);
                return;
            }
        }
    }

    private static void RequireNew(HashSet<string> gone, RegisterRow before, RegisterRow row, Func<long, string> nameOf)
    {
        gone.Add(before.Meter);
        if (gone.Contains(row.Meter))
        {
            throw new InvalidDataException(
                $"{nameOf(row.Place)}: meter: '{row.Meter}' comes back after '{before.Meter}'; give the registers of one place alone");
        }
    }

    private static void RequireSame(RegisterRow before, RegisterRow row, Func<long, string> nameOf)
    {
        if (row.Register != before.Register)
        {
            throw new InvalidDataException(
                $"{nameOf(row.Place)}: register: {row.Register} contradicts {before.Register} of {nameOf(before.Place)}, which has the same time");
        }
    }

    private static long Growth(RegisterRow before, RegisterRow row, long rolloverAt, Func<long, string> nameOf)
    {
        long growth = row.Register - before.Register;
        if (growth >= 0)
        {
            return growth;
        }

        // As the node has it: what would be more than half of the range is no rollover but a step back.
        long over = growth + rolloverAt;
        return rolloverAt > 0 && before.Register < rolloverAt && over <= rolloverAt / 2
            ? over
            : throw new InvalidDataException(
                $"{nameOf(row.Place)}: register: {row.Register} goes back below {before.Register} of {nameOf(before.Place)}"
                + (rolloverAt > 0 ? $", and that is no rollover at {rolloverAt}" : "; a rollover or another meter must be said"));
    }
}
