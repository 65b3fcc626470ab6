using Wugang.Firmware.Core.Records;

namespace Wugang.Firmware.Core.Metering;

/// <summary>
/// Says when a meter interval ends: at whole multiples of its length since 1970 UTC (so that quarter hours are those
/// of the clock), or, while the time of day is not known, at multiples since boot.
/// </summary>
public sealed class IntervalClock
{
    private readonly long _intervalMs;
    private long _lastInterval = -1;
    private bool _wasTimeKnown;

    /// <param name="intervalS">Length of an interval, in seconds; one or more.</param>
    public IntervalClock(int intervalS)
    {
        _intervalMs = intervalS * 1000L;
    }

    /// <summary>Whether an interval has ended since the last call; the first call only starts counting.</summary>
    public bool HasEnded(ClockReading time, long nowMs)
    {
        bool isTimeKnown = time.Quality != ClockQuality.None;
        long interval = (isTimeKnown ? time.UnixMs : nowMs) / _intervalMs;
        bool isComparable = _lastInterval >= 0 && isTimeKnown == _wasTimeKnown;
        bool hasEnded = isComparable && interval != _lastInterval;
        _lastInterval = interval;
        _wasTimeKnown = isTimeKnown;
        return hasEnded;
    }

    /// <summary>Milliseconds until the current interval ends.</summary>
    public long RemainingMs(ClockReading time, long nowMs)
    {
        long position = time.Quality != ClockQuality.None ? time.UnixMs : nowMs;
        return _intervalMs - (position % _intervalMs);
    }
}
