using Wugang.Firmware.Core.Records;

namespace Wugang.Firmware.Core.Timekeeping;

/// <summary>
/// What the node holds for the time of day, with a bound on its error, from the board's own clock (set by SNTP), from
/// a battery clock, and from what the supervisor signs. Between two observations it runs on the monotonic clock.
/// </summary>
/// <remarks>
/// Only the supervisor can be believed against what is known: a board clock that disagrees with signed time beyond both
/// error bounds is not followed. Signed time also is a floor below which the clock never shows anything.
/// </remarks>
public sealed class NodeClock
{
    /// <summary>Bound on the drift of the monotonic clock, in parts per million.</summary>
    public const int DriftPartsPerMillion = 100;

    /// <summary>How long the clock counts as synchronised after a time source last agreed with it, in milliseconds.</summary>
    public const long SyncValidMs = 2 * 3600 * 1000;

    /// <summary>A change of the time beyond this is a step, in milliseconds.</summary>
    public const long StepMs = 2000;

    /// <summary>Bound on the error of the supervisor's own clock, in milliseconds.</summary>
    public const long SignedErrorMs = 500;

    // A board clock that has moved by less against the monotonic clock was not set anew; reading the two takes time.
    private const long BoardJumpMs = 50;
    private const int Million = 1000000;

    private ClockQuality _quality;
    private long _baseUnixMs;
    private long _baseErrorMs;
    private long _baseUpMs;
    private long _agreedUpMs;
    private bool _isSigned;
    private bool _hasBoard;
    private long _boardOffsetMs;
    private long _stepMs;

    /// <param name="floorUnixMs">A time that is known to be past, milliseconds since 1970 UTC; 0 where none is.</param>
    public NodeClock(long floorUnixMs)
    {
        FloorUnixMs = floorUnixMs;
    }

    /// <summary>The newest time that the supervisor signed: every true time is later. Milliseconds since 1970 UTC.</summary>
    public long FloorUnixMs { get; private set; }

    /// <summary>Whether the board's clock says a time that cannot be true beside what the supervisor signed.</summary>
    public bool IsBoardWrong { get; private set; }

    /// <summary>The time of day at this moment; not known before any source has spoken.</summary>
    /// <param name="nowMs">Monotonic milliseconds since boot.</param>
    public ClockReading Read(long nowMs)
    {
        long unixMs = _baseUnixMs + nowMs - _baseUpMs;
        if (_quality == ClockQuality.None || unixMs < FloorUnixMs)
        {
            return default;
        }

        long errorMs = _baseErrorMs + DriftOver(nowMs - _baseUpMs);
        if (errorMs > Limits.MaxClockErrorMs)
        {
            return default;
        }

        bool isSync = _quality == ClockQuality.Sync && nowMs - _agreedUpMs <= SyncValidMs;
        return ClockReading.At(unixMs, errorMs, isSync ? ClockQuality.Sync : ClockQuality.Hold);
    }

    /// <summary>Looks at the board's clock; to be called in every step with what it shows at that moment.</summary>
    public void ObserveBoard(ClockReading board, long nowMs)
    {
        if (board.Quality == ClockQuality.None)
        {
            IsBoardWrong = false;
            return;
        }

        ClockReading own = Read(nowMs);
        IsBoardWrong = board.UnixMs + board.ErrorMs < FloorUnixMs || (_isSigned && !Agree(board, own));
        if (board.UnixMs < FloorUnixMs || IsBoardWrong)
        {
            return;
        }

        long offsetMs = board.UnixMs - nowMs;
        if (_hasBoard && Distance(offsetMs, _boardOffsetMs) <= BoardJumpMs)
        {
            return;
        }

        _hasBoard = true;
        _boardOffsetMs = offsetMs;
        Take(board, own, nowMs);
    }

    /// <summary>
    /// Takes what a battery clock shows: where nothing else is known, or where no source has agreed for long and it is the more exact of two
    /// that agree.
    /// </summary>
    public void ObserveBattery(ClockReading battery, long nowMs)
    {
        ClockReading own = Read(nowMs);
        bool isBetter = own.Quality == ClockQuality.None
            || (own.Quality == ClockQuality.Hold && battery.ErrorMs < own.ErrorMs && Agree(battery, own));
        if (battery.Quality != ClockQuality.None && battery.UnixMs >= FloorUnixMs && isBetter)
        {
            Set(battery, own, nowMs);
        }
    }

    /// <summary>Takes a time that the supervisor signed.</summary>
    /// <param name="unixMs">The time it signed, milliseconds since 1970 UTC.</param>
    /// <param name="roundTripMs">
    /// It was signed at most so long ago, in milliseconds, as it answers something that was sent then; −1 where it may
    /// be of any age, so that it only is a floor.
    /// </param>
    /// <param name="nowMs">Monotonic milliseconds since boot.</param>
    public void ObserveSigned(long unixMs, long roundTripMs, long nowMs)
    {
        ClockReading own = Read(nowMs);
        if (unixMs > FloorUnixMs)
        {
            FloorUnixMs = unixMs;
            own = RaiseToFloor(own, nowMs);
        }

        if (roundTripMs < 0)
        {
            return;
        }

        _isSigned = true;
        long halfMs = (roundTripMs + 1) / 2;
        Take(ClockReading.At(unixMs + halfMs, halfMs + SignedErrorMs, ClockQuality.Sync), own, nowMs);
    }

    /// <summary>Takes the step that the clock has made since the last call.</summary>
    /// <returns>Milliseconds, forward or back; 0 where there was none.</returns>
    public long TakeStep()
    {
        long stepMs = _stepMs;
        _stepMs = 0;
        return stepMs;
    }

    /// <summary>Follows a source: the more exact of two that agree, otherwise the newer.</summary>
    private void Take(ClockReading source, ClockReading own, long nowMs)
    {
        bool isAgreed = own.Quality != ClockQuality.None && Agree(source, own);
        _agreedUpMs = nowMs;
        if (isAgreed && own.ErrorMs <= source.ErrorMs)
        {
            _quality = source.Quality;
            return;
        }

        Set(source, own, nowMs);
    }

    /// <summary>
    /// A clock that may be late by as much as it is below the floor was late, and is not wrong: it goes on from there. Its bound stays, as
    /// the supervisor's own clock may be ahead.
    /// </summary>
    /// <returns>What it shows now.</returns>
    private ClockReading RaiseToFloor(ClockReading own, long nowMs)
    {
        bool isLate = own.Quality != ClockQuality.None && own.UnixMs < FloorUnixMs
            && FloorUnixMs - own.UnixMs <= own.ErrorMs + SignedErrorMs;
        if (!isLate)
        {
            return own;
        }

        long errorMs = own.ErrorMs > SignedErrorMs ? own.ErrorMs : SignedErrorMs;
        ClockReading raised = ClockReading.At(FloorUnixMs, errorMs, own.Quality);
        Set(raised, own, nowMs);
        return raised;
    }

    private void Set(ClockReading reading, ClockReading own, long nowMs)
    {
        long changeMs = own.Quality != ClockQuality.None ? reading.UnixMs - own.UnixMs : 0;
        _stepMs += Distance(changeMs, 0) > StepMs ? changeMs : 0;
        _quality = reading.Quality;
        _baseUnixMs = reading.UnixMs;
        _baseErrorMs = reading.ErrorMs;
        _baseUpMs = nowMs;
    }

    private static bool Agree(ClockReading first, ClockReading second)
    {
        return second.Quality == ClockQuality.None
            || Distance(first.UnixMs, second.UnixMs) <= first.ErrorMs + second.ErrorMs;
    }

    private static long DriftOver(long elapsedMs)
    {
        return ((elapsedMs * DriftPartsPerMillion) + Million - 1) / Million;
    }

    private static long Distance(long first, long second)
    {
        return first > second ? first - second : second - first;
    }
}
