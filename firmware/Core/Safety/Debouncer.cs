namespace Wugang.Firmware.Core.Safety;

/// <summary>
/// Turns the edges and levels of a bouncing contact into clean changes: a level counts once it has held for the
/// debounce time. Fed with edges (with their own times) and with polled levels, since either alone can miss one.
/// </summary>
public sealed class Debouncer
{
    private readonly int _debounceMs;
    private bool _candidate;
    private long _candidateSinceMs;

    /// <param name="debounceMs">How long a level must hold, in milliseconds.</param>
    /// <param name="level">The level to begin with, taken as settled.</param>
    public Debouncer(int debounceMs, bool level)
    {
        _debounceMs = debounceMs;
        Level = level;
        _candidate = level;
    }

    /// <summary>The settled level.</summary>
    public bool Level { get; private set; }

    /// <summary>When the settled level began, in monotonic milliseconds: the time of its first edge.</summary>
    public long LevelSinceMs { get; private set; }

    /// <summary>Whether the input differs from the settled level and may settle at <see cref="SettlesAtMs"/>.</summary>
    public bool IsSettling
    {
        get { return _candidate != Level; }
    }

    /// <summary>When the present level of the input settles, if it holds.</summary>
    public long SettlesAtMs
    {
        get { return _candidateSinceMs + _debounceMs; }
    }

    /// <summary>Takes the input's level at a time, an edge or a poll; never earlier than the call before.</summary>
    /// <returns>Whether the settled level has changed. The new level may already be leaving again.</returns>
    public bool Update(bool level, long atMs)
    {
        bool hasSettled = IsSettling && atMs >= SettlesAtMs;
        if (hasSettled)
        {
            Level = _candidate;
            LevelSinceMs = _candidateSinceMs;
        }

        if (level != _candidate)
        {
            _candidate = level;
            _candidateSinceMs = atMs;
        }

        return hasSettled;
    }
}
