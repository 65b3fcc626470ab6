namespace Wugang.Firmware.Core.Safety;

/// <summary>
/// Turns the edges and looks at a bouncing contact or noisy loop into clean changes: a condition counts once it has held
/// for the debounce time. Fed with edges (with their own times) and with polled looks, since either alone can miss one.
/// </summary>
/// <remarks>
/// A loop at the border of two bands may never hold one condition. Away from the settled one for four debounce times
/// it settles all the same: as active where it was active meanwhile, so that noise hides no alarm (clause S3).
/// </remarks>
public sealed class Debouncer
{
    private const int UnsteadyFactor = 4;

    private readonly int _debounceMs;
    private ZoneCondition _condition;
    private ZoneCondition _candidate;

    // The settled condition while nothing else is about, else 0.
    private ZoneCondition _rest;
    private long _candidateSinceMs;
    private long _awaySinceMs;
    private bool _wasActive;

    /// <param name="debounceMs">How long a condition must hold, in milliseconds.</param>
    /// <param name="condition">The condition to begin with, taken as settled.</param>
    public Debouncer(int debounceMs, ZoneCondition condition)
    {
        _debounceMs = debounceMs;
        _condition = condition;
        _candidate = condition;
        _rest = condition;
    }

    /// <summary>The settled condition.</summary>
    public ZoneCondition Condition
    {
        get { return _condition; }
    }

    /// <summary>When the input left the condition before it for this one, in monotonic milliseconds: the first edge.</summary>
    public long SinceMs { get; private set; }

    /// <summary>Whether the input differs from the settled condition and may settle at <see cref="SettlesAtMs"/>.</summary>
    public bool IsSettling
    {
        get { return _candidate != _condition; }
    }

    /// <summary>When the input settles, if it does not go back.</summary>
    public long SettlesAtMs
    {
        get
        {
            long steadyMs = _candidateSinceMs + _debounceMs;
            long unsteadyMs = _awaySinceMs + (UnsteadyFactor * _debounceMs);
            return steadyMs < unsteadyMs ? steadyMs : unsteadyMs;
        }
    }

    /// <summary>Whether the input shows what has settled, and nothing else is about: then a look changes nothing.</summary>
    public bool IsAtRest(ZoneCondition shown)
    {
        return shown == _rest;
    }

    /// <summary>Takes what the input shows at a time, an edge or a poll; never earlier than the call before.</summary>
    /// <returns>Whether the settled condition has changed. The input may already be leaving it again.</returns>
    public bool Update(ZoneCondition shown, long atMs)
    {
        bool hasSettled = IsSettling && atMs >= SettlesAtMs;
        if (hasSettled)
        {
            Settle(atMs);
        }

        if (shown != _candidate)
        {
            if (!IsSettling)
            {
                _awaySinceMs = atMs;
                _wasActive = false;
            }

            _candidate = shown;
            _candidateSinceMs = atMs;
        }

        _wasActive = _wasActive || shown == ZoneCondition.Active;
        _rest = IsSettling ? 0 : _condition;
        return hasSettled;
    }

    private void Settle(long atMs)
    {
        bool isSteady = atMs >= _candidateSinceMs + _debounceMs;
        SinceMs = _awaySinceMs;
        _condition = !isSteady && _wasActive ? ZoneCondition.Active : _candidate;
        if (IsSettling)
        {
            _awaySinceMs = atMs;
            _candidateSinceMs = atMs;
        }
    }
}
