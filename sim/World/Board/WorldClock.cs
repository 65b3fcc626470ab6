using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Sim.World.Board;

/// <summary>
/// The time of day on a board: not known after a boot until SNTP has answered, and from then on counted by the board's
/// oscillator. The world can make SNTP silent, or let it lie.
/// </summary>
public sealed class WorldClock : IClock
{
    /// <summary>The bound that the board states for the error of its time, in milliseconds.</summary>
    public const int StatedErrorMs = 1000;

    private readonly VirtualTime _time;
    private readonly WorldOscillator _oscillator;
    private long _unixAtBootMs;
    private bool _isKnown;

    public WorldClock(VirtualTime time, WorldOscillator oscillator)
    {
        _time = time;
        _oscillator = oscillator;
    }

    /// <summary>Whether the board knows the time of day.</summary>
    public bool IsKnown => _isKnown;

    /// <summary>Whether SNTP answers.</summary>
    public bool IsSntpReachable { get; set; } = true;

    /// <summary>How far the time that SNTP gives is from the truth, in milliseconds.</summary>
    public long SntpErrorMs { get; set; }

    public ClockReading Read()
    {
        return _isKnown
            ? ClockReading.At(_unixAtBootMs + _oscillator.UpMs, StatedErrorMs, ClockQuality.Sync)
            : default;
    }

    /// <summary>SNTP is asked, and answers if it can be reached.</summary>
    public void Synchronise()
    {
        if (IsSntpReachable)
        {
            _isKnown = true;
            _unixAtBootMs = _time.NowMs + SntpErrorMs - _oscillator.UpMs;
        }
    }

    /// <summary>Whether it was ever set wrong: what is dated by it need not be true.</summary>
    public bool WasSetWrong { get; private set; }

    /// <summary>Somebody or something sets the board's clock wrong, by so many milliseconds.</summary>
    public void SetWrong(long byMs)
    {
        WasSetWrong = true;
        _unixAtBootMs += byMs;
    }

    /// <summary>The chip forgets the time with its power.</summary>
    internal void Forget()
    {
        _isKnown = false;
    }
}
