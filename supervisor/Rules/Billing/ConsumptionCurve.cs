namespace Wugang.Supervisor.Rules.Billing;

/// <summary>
/// How much was consumed up to an instant, in whole Wh or litres. Between two readings it grows evenly with time, rounded down: whatever is
/// split at any instant adds up again.
/// </summary>
public abstract class ConsumptionCurve
{
    /// <summary>The first instant that is known, milliseconds since 1970 UTC.</summary>
    public abstract long FirstMs { get; }

    /// <summary>The last instant that is known.</summary>
    public abstract long LastMs { get; }

    /// <summary>Times in which one meter took the place of another.</summary>
    public virtual IReadOnlyList<RegisterGap> Gaps => [];

    /// <summary>What was consumed from the first instant to one that lies between first and last.</summary>
    public abstract long UpTo(long unixMs);

    /// <summary>The first reading at or after an instant, or null.</summary>
    public abstract long? FindReadingFrom(long unixMs);

    /// <summary>The last reading at or before an instant, or null.</summary>
    public abstract long? FindReadingUpTo(long unixMs);

    /// <summary>What was consumed between two instants.</summary>
    public long Between(long fromMs, long toMs)
    {
        return UpTo(toMs) - UpTo(fromMs);
    }

    /// <summary>How much of what was consumed between two instants lies outside of whole intervals between readings: it is an estimate.</summary>
    public long EstimatedBetween(long fromMs, long toMs)
    {
        long first = FindReadingFrom(fromMs) ?? long.MaxValue;
        long last = FindReadingUpTo(toMs) ?? long.MinValue;
        return first > last ? Between(fromMs, toMs) : Between(fromMs, first) + Between(last, toMs);
    }
}
