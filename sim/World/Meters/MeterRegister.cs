namespace Wugang.Sim.World.Meters;

/// <summary>
/// What a meter counts, and what its digits show of it: whole watt-hours or litres, in steps of its last digit, from 0
/// again behind its highest. It remembers what it showed, so that any past instant can be asked.
/// </summary>
/// <remarks>What is done to it holds from the world's present instant on.</remarks>
public sealed class MeterRegister
{
    private const long Thousand = 1000;

    private readonly VirtualTime _time;
    private readonly Consumption _consumption;
    private readonly List<Stretch> _stretches = [];

    /// <param name="time">The world's time.</param>
    /// <param name="consumption">What flows through.</param>
    /// <param name="start">What it shows before anything has, in watt-hours or litres.</param>
    /// <param name="step">What its last digit stands for, in watt-hours or litres.</param>
    /// <param name="rollover">What is shown as 0 again, in watt-hours or litres.</param>
    public MeterRegister(VirtualTime time, Consumption consumption, long start, long step, long rollover)
    {
        _time = time;
        _consumption = consumption;
        Step = step;
        Rollover = rollover;
        _stretches.Add(new Stretch(long.MinValue, start * Thousand, null));
    }

    /// <summary>What the last digit stands for, in watt-hours or litres.</summary>
    public long Step { get; }

    /// <summary>What is shown as 0 again, in watt-hours or litres.</summary>
    public long Rollover { get; }

    /// <summary>What it shows now, in watt-hours or litres.</summary>
    public long Now => At(_time.NowMs);

    /// <summary>What it shows, or showed, at an instant; the future is as if nothing else were done to it.</summary>
    public long At(long atMs)
    {
        return At(atMs, _stretches.FindLast(candidate => candidate.FromMs <= atMs)!);
    }

    /// <summary>Whether it showed this at some instant from the first to the last.</summary>
    public bool HasShown(long register, long firstMs, long lastMs)
    {
        for (int i = 0; i < _stretches.Count; i++)
        {
            long fromMs = Math.Max(firstMs, _stretches[i].FromMs);
            long toMs = i + 1 < _stretches.Count ? Math.Min(lastMs, _stretches[i + 1].FromMs) : lastMs;
            if (fromMs <= toMs && IsPassed(register, At(fromMs, _stretches[i]), At(toMs, _stretches[i])))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What has really flowed through up to an instant, in thousandths, whatever the digits show.</summary>
    public long FlowedAt(long atMs)
    {
        return _consumption.TotalAt(atMs);
    }

    /// <summary>What really flows through now, in watts or litres an hour, whatever the digits show.</summary>
    public long FlowNow => _consumption.PerHourAt(_time.NowMs) / Thousand;

    /// <summary>Goes on from so much more, or less where negative; not below 0.</summary>
    /// <param name="amount">Watt-hours or litres.</param>
    public void Jump(long amount)
    {
        Set(Math.Max(0, Thousandths + (amount * Thousand)));
    }

    /// <summary>Goes on from this, in watt-hours or litres.</summary>
    public void Show(long register)
    {
        Set(register * Thousand);
    }

    /// <summary>Whether it stands still.</summary>
    public bool IsStuck => _stretches[^1].StuckAt is not null;

    /// <summary>Stands still, whatever flows.</summary>
    public void Stick()
    {
        _stretches.Add(new Stretch(_time.NowMs, 0, Thousandths));
    }

    /// <summary>Counts again, from where it stands.</summary>
    public void Run()
    {
        Set(Thousandths);
    }

    private long At(long atMs, Stretch stretch)
    {
        long thousandths = stretch.StuckAt ?? (stretch.Offset + _consumption.TotalAt(atMs));
        return thousandths / Thousand / Step * Step % Rollover;
    }

    private long Thousandths =>
        _stretches[^1].StuckAt ?? (_stretches[^1].Offset + _consumption.TotalAt(_time.NowMs));

    /// <summary>Whether the digits, which only go up, pass this on their way; behind their highest they begin again.</summary>
    private static bool IsPassed(long register, long first, long last)
    {
        return first <= last ? register >= first && register <= last : register >= first || register <= last;
    }

    private void Set(long thousandths)
    {
        _stretches.Add(new Stretch(_time.NowMs, thousandths - _consumption.TotalAt(_time.NowMs), null));
    }

    /// <summary>How the digits follow what flows, from an instant on.</summary>
    private sealed record Stretch(long FromMs, long Offset, long? StuckAt);
}
