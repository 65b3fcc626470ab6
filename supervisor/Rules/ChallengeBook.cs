namespace Wugang.Supervisor.Rules;

/// <summary>
/// The challenges that were given to one node, to tell a heartbeat of now from one of a recorded day: a node that lives echoes the
/// newest challenge it was given.
/// </summary>
public sealed class ChallengeBook
{
    /// <summary>How long a challenge is given again before a new one is, in milliseconds.</summary>
    public const long RenewAfterMs = 10_000;

    /// <summary>
    /// How long a node may take to echo a challenge: what the one before it is worth after the next was given, after the node has
    /// connected, or after the supervisor has started. In milliseconds.
    /// </summary>
    public const long GraceMs = 90_000;

    // More than the grace: a challenge that is not among these is older.
    private const int RememberedMax = 16;

    private readonly List<(byte[] Challenge, long GivenMs)> _given = [];
    private long _firstGivenMs = long.MaxValue;
    private long _connectedMs = long.MinValue / 2;
    private bool _hasEchoed = true;

    /// <summary>The challenge to give now.</summary>
    /// <param name="fresh">New random bytes, taken where a new challenge is due.</param>
    /// <param name="nowMs">The supervisor's time, milliseconds since 1970 UTC.</param>
    public byte[] Give(byte[] fresh, long nowMs)
    {
        if (_given.Count > 0 && nowMs - _given[^1].GivenMs < RenewAfterMs)
        {
            return _given[^1].Challenge;
        }

        if (_given.Count == RememberedMax)
        {
            _given.RemoveAt(0);
        }

        _given.Add((fresh, nowMs));
        _firstGivenMs = Math.Min(_firstGivenMs, nowMs);
        return fresh;
    }

    /// <summary>
    /// Notes that the node has connected: what it says at first may echo an old challenge. That counts once until it has echoed the
    /// newest, so that a row of recorded births gains no more than one.
    /// </summary>
    public void NoteConnected(long nowMs)
    {
        if (_hasEchoed)
        {
            _hasEchoed = false;
            _connectedMs = nowMs;
        }
    }

    /// <summary>Whether this is one of the newest challenges.</summary>
    public bool Knows(byte[] challenge)
    {
        return IndexOf(challenge) >= 0;
    }

    /// <summary>Whether a heartbeat that arrives now should have echoed a later challenge.</summary>
    /// <param name="nonce">What it echoes; null where nothing.</param>
    /// <param name="nowMs">The supervisor's time, milliseconds since 1970 UTC.</param>
    public bool IsStale(byte[]? nonce, long nowMs)
    {
        int index = nonce is null ? -1 : IndexOf(nonce);
        bool isNewest = index >= 0 && index == _given.Count - 1;
        _hasEchoed |= isNewest;
        long supersededMs = index >= 0 && !isNewest ? _given[index + 1].GivenMs : _firstGivenMs;
        return !isNewest && nowMs - GraceMs > supersededMs && nowMs - GraceMs > _connectedMs;
    }

    private int IndexOf(byte[] challenge)
    {
        return _given.FindIndex(given => given.Challenge.AsSpan().SequenceEqual(challenge));
    }
}
