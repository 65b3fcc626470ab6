namespace Wugang.Firmware.Core.Metering;

/// <summary>
/// Holds each register of a meter against the one believed before it. What is not plausible is not believed, but three in
/// a row that fit one another are: the meter was replaced, or had been misread until then.
/// </summary>
public sealed class RegisterWatch
{
    /// <summary>Readings in a row that must fit one another to be believed against the register before.</summary>
    public const int ReadingsToBelieve = 3;

    // How long a node may have been without power, at most, where it cannot know: a month.
    private const long UnknownElapsedMs = 31L * 24 * 3600 * 1000;
    private const long MillisecondsPerHour = 3600 * 1000;
    private const long BeforeThisBoot = -1;

    private readonly long _maxPerHour;
    private readonly long _step;
    private readonly long _rolloverAt;
    private bool _isKnown;
    private long _believed;
    private long _believedAtMs;
    private long _candidate;
    private long _candidateAtMs;
    private int _candidateCount;

    /// <param name="maxPerHour">Largest rate, in watt-hours or litres an hour.</param>
    /// <param name="step">Smallest step of the register, in watt-hours or litres.</param>
    /// <param name="rolloverAt">Where it starts again from 0; 0 where it never does.</param>
    public RegisterWatch(int maxPerHour, long step, long rolloverAt)
    {
        _maxPerHour = maxPerHour;
        _step = step;
        _rolloverAt = rolloverAt;
    }

    /// <summary>Why the newest register is not believed, as bits (see <see cref="MeterFaultBits"/>); 0 where it is.</summary>
    public int Faults { get; private set; }

    /// <summary>Begins with a register that was believed before this boot.</summary>
    public void Resume(long register)
    {
        Believe(register, BeforeThisBoot);
    }

    /// <summary>Takes a register that was read.</summary>
    /// <param name="register">Watt-hours or litres.</param>
    /// <param name="strangeness">What else speaks against it, as bits: another address, another unit.</param>
    /// <param name="atMs">Monotonic milliseconds since boot; never earlier than at the previous call.</param>
    /// <returns>Whether it is believed.</returns>
    public bool Take(long register, int strangeness, long atMs)
    {
        int verdict = strangeness | (_isKnown ? Judge(_believed, _believedAtMs, register, atMs) : 0);
        if (verdict == 0)
        {
            Believe(register, atMs);
            return true;
        }

        bool isFollowing = _candidateCount > 0 && Judge(_candidate, _candidateAtMs, register, atMs) == 0;
        if (isFollowing && _candidateCount + 1 == ReadingsToBelieve)
        {
            Believe(register, atMs);
            return true;
        }

        _candidateCount = isFollowing ? _candidateCount + 1 : 1;
        _candidate = register;
        _candidateAtMs = atMs;
        Faults = verdict;
        return false;
    }

    private int Judge(long from, long fromMs, long to, long toMs)
    {
        long growth = Rollover.GrowthOf(from, to, _rolloverAt);
        if (growth < 0)
        {
            return MeterFaultBits.BitOf(MeterFault.Backwards);
        }

        long elapsedMs = fromMs == BeforeThisBoot ? UnknownElapsedMs : toMs - fromMs;
        long growthMax = (_maxPerHour * elapsedMs / MillisecondsPerHour) + _step;
        return growth > growthMax ? MeterFaultBits.BitOf(MeterFault.TooFast) : 0;
    }

    private void Believe(long register, long atMs)
    {
        _isKnown = true;
        _believed = register;
        _believedAtMs = atMs;
        _candidateCount = 0;
        Faults = 0;
    }
}
