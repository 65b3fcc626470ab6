using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Core.Timekeeping;

namespace Wugang.Supervisor.Rules.Timeline;

/// <summary>
/// When one boot of a node was: what its own dates say, and whether they have proved right (docs/decisions/0018-two-heartbeats-prove-a-clock.md).
/// </summary>
/// <remarks>
/// One message that comes at the time that it says is no proof: a false clock that runs ahead by as long as the message waited on its way
/// looks the same. Two heartbeats in a row that do are one, as what waits comes in a heap.
/// </remarks>
internal sealed class BootClock
{
    /// <summary>
    /// Most between the time that a heartbeat says and the time of its arrival for it to have come in time, in milliseconds, whatever
    /// the node says of its error.
    /// </summary>
    public const long AgreementMs = 10_000;

    /// <summary>Heartbeats that are nearer to each other may have come in one heap, and in time nevertheless, in milliseconds.</summary>
    public const long ApartMs = 2 * AgreementMs;

    /// <summary>Difference between the two clocks over one stretch beyond which a step of the clock is assumed, in milliseconds.</summary>
    public const long MaxStepMs = 2000;

    private const int Million = 1_000_000;

    private Date? _first;
    private Date? _proof;
    private Date? _latest;

    // The oldest of the newest heartbeats that all came in time, by one clock.
    private Date? _inTime;
    private bool _hasContradiction;

    /// <summary>When the boot was, milliseconds since 1970 UTC; null where nothing has proved it, or its word was not taken.</summary>
    public long? BootedMs => _proof?.BootedMs;

    /// <summary>Looks at the date of a record of this boot, or of a heartbeat.</summary>
    public void Look(VerifiedRecord record, long receivedMs)
    {
        Note(DateOf(record), record.UpMs, receivedMs);
    }

    /// <summary>Looks at the date of a stretch of this boot. Of one that was cut off, the span that was saved before may have the only one.</summary>
    public void Look(Stretch stretch)
    {
        Note(DateOf(stretch), stretch.ToUpMs, stretch.ReceivedMs);
    }

    /// <summary>Looks whether the next heartbeat proves the clock right.</summary>
    /// <returns>Whether it does.</returns>
    public bool TryProve(VerifiedRecord heartbeat, long receivedMs)
    {
        bool isInTime = Math.Abs(heartbeat.Time.UnixMs - receivedMs) <= AgreementMs;
        if (DateOf(heartbeat) is not { } date || !isInTime || !IsPossible(date))
        {
            _inTime = null;
            return false;
        }

        _inTime = _inTime is { } before && before.Agrees(date, MaxStepMs) ? before : date;
        if (date.UpMs - _inTime.Value.UpMs <= ApartMs)
        {
            return false;
        }

        _proof = date;
        return true;
    }

    /// <summary>Takes the node at its word where nothing proves it, and nothing speaks against it: of two sources of time one was wrong.</summary>
    public void TakeWord()
    {
        if (_proof is null && !_hasContradiction && _first is { } first && IsPossible(first))
        {
            _proof = first;
        }
    }

    /// <summary>Whether a stretch is dated by a clock that has proved right.</summary>
    public bool Confirms(Stretch stretch)
    {
        return _proof is { } proof && DateOf(stretch) is { } date && proof.Agrees(date, MaxStepMs);
    }

    /// <summary>Notes what was said of a moment of this boot, and when it came.</summary>
    private void Note(Date? said, long upMs, long receivedMs)
    {
        // It was made before it came: the boot was no later than this.
        Date latest = new(receivedMs - upMs, upMs);
        _latest = _latest is { } known && known.BootedMs <= latest.BootedMs ? known : latest;
        if (said is { } date)
        {
            _hasContradiction |= _first is { } first && !first.Agrees(date, MaxStepMs);
            _first ??= date;
        }
    }

    /// <summary>Whether what came was not there before it was made, if this is when the boot was.</summary>
    private bool IsPossible(Date date)
    {
        return _latest is not { } latest || date.BootedMs <= latest.BootedMs || latest.Agrees(date, AgreementMs);
    }

    private static Date? DateOf(VerifiedRecord record)
    {
        return record.Time.Quality == ClockQuality.None ? null : new Date(record.Time.UnixMs - record.UpMs, record.UpMs);
    }

    private static Date? DateOf(Stretch stretch)
    {
        return stretch.BootedMs is { } bootedMs ? new Date(bootedMs, stretch.ToUpMs) : null;
    }

    /// <summary>When the boot was by what was said so long after it.</summary>
    private readonly record struct Date(long BootedMs, long UpMs)
    {
        /// <summary>Whether two are of one clock, beside the drift of the monotonic clock between them.</summary>
        public bool Agrees(Date other, long toleranceMs)
        {
            long driftMs = Math.Abs(UpMs - other.UpMs) * NodeClock.DriftPartsPerMillion / Million;
            return Math.Abs(BootedMs - other.BootedMs) <= toleranceMs + driftMs;
        }
    }
}
