using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Journal;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Node;

/// <summary>
/// What a battery clock is worth: it is believed where this node has set it and it has run ever since, within a bound that grows with the
/// time since then. When that was, and how exact, is kept on flash.
/// </summary>
internal sealed class BatteryClock
{
    /// <summary>Bound on its drift, in parts per million (source: docs/reference/clock.md#battery-clock).</summary>
    public const int DriftPartsPerMillion = 10;

    private const int Million = 1000000;
    private const long SecondMs = 1000;
    private const long MinuteMs = 60 * SecondMs;
    private const long HourMs = 60 * MinuteMs;
    private const long DayMs = 24 * HourMs;

    // What was set differs from what the node holds now by more: it was set to a time that was corrected since.
    private const long CorrectedByMs = 2000;

    private const int ErrorOffset = 8;

    private readonly IClockChip _chip;
    private readonly Slot _slot;

    // When it was set and the bound on the error then; 0 where that is not known. It takes whole seconds and begins one when it is set, so
    // that it shows less by what this time is behind a second.
    private readonly byte[] _set = new byte[16];
    private long _lookAtMs;
    private long _setAgainMs;
    private long _setOffsetMs;
    private long _retryMs;

    public BatteryClock(IClockChip chip, IStorage storage)
    {
        _chip = chip;
        _slot = new Slot(storage, "battery", _set.Length);
        _slot.Load(_set);
    }

    /// <summary>Looks at it, at the start and then once an hour; to be called in every step in which no better source is known.</summary>
    /// <returns>The time, held; not known where it is not believed, or not looked at now.</returns>
    public ClockReading Look(long nowMs)
    {
        if (nowMs < _lookAtMs)
        {
            return default;
        }

        long shownMs = _chip.Read();
        _lookAtMs = nowMs + (shownMs < 0 ? MinuteMs : HourMs);
        long setUnixMs = LittleEndian.ReadInt64(_set, 0);
        long ageMs = shownMs + (setUnixMs % SecondMs) - setUnixMs;
        if (setUnixMs == 0 || ageMs < 0)
        {
            return default;
        }

        // It is somewhere in the second that it shows.
        long driftMs = ((ageMs * DriftPartsPerMillion) + Million - 1) / Million;
        long errorMs = LittleEndian.ReadInt64(_set, ErrorOffset) + driftMs + (SecondMs / 2);
        return ClockReading.At(setUnixMs + ageMs + (SecondMs / 2), errorMs, ClockQuality.Hold);
    }

    /// <summary>
    /// Sets it, the first time in this boot, once a day, and where the node's time was corrected; to be called in every step in which a
    /// source of time is known.
    /// </summary>
    public void Keep(ClockReading time, long nowMs)
    {
        long offsetMs = time.UnixMs - nowMs;
        bool isCorrected = offsetMs - _setOffsetMs > CorrectedByMs || _setOffsetMs - offsetMs > CorrectedByMs;
        if ((nowMs < _setAgainMs && !isCorrected) || nowMs < _retryMs)
        {
            return;
        }

        _retryMs = nowMs + MinuteMs;
        if (TrySet(time))
        {
            _setAgainMs = nowMs + DayMs;
            _setOffsetMs = offsetMs;
        }
    }

    /// <summary>Nothing on flash says how exact it is while it is being set, so that no old word stands beside a new time.</summary>
    private bool TrySet(ClockReading time)
    {
        return Save(0, 0)
            && _chip.SetTo(time.UnixMs - (time.UnixMs % SecondMs))
            && Save(time.UnixMs, time.ErrorMs);
    }

    private bool Save(long setUnixMs, long errorMs)
    {
        LittleEndian.WriteInt64(_set, 0, setUnixMs);
        LittleEndian.WriteInt64(_set, ErrorOffset, errorMs);
        return _slot.Save(_set);
    }
}
