using Wugang.Sim.World;
using Wugang.Sim.World.Board;

namespace Wugang.Sim.Scenarios.Run;

/// <summary>
/// Somebody who listens to a siren or watches a lamp and says what it does. A pause within a pattern is no silence, so
/// it takes two seconds of quiet to hear that it has stopped.
/// </summary>
public sealed class SounderListener
{
    /// <summary>Longer than any pause within a pattern (ISO 8201 pauses for 1.5 s), in milliseconds.</summary>
    public const int QuietMs = 1700;

    // What a listener takes for half a second.
    private const int HalfSecondMinMs = 400;
    private const int HalfSecondMaxMs = 600;

    private readonly VirtualTime _time;
    private readonly WorldOutput _output;
    private readonly string _halfSeconds;
    private long _pulseMs;
    private long _onSinceMs;
    private bool _isWaiting;

    /// <param name="time">The world's time.</param>
    /// <param name="output">What is listened to.</param>
    /// <param name="halfSeconds">What pulses of half a second mean here.</param>
    internal SounderListener(VirtualTime time, WorldOutput output, string halfSeconds)
    {
        _halfSeconds = halfSeconds;
        _time = time;
        _output = output;
        output.Switched += Listen;
    }

    /// <summary>It has begun to sound, or was quiet for so long that it has stopped.</summary>
    public event Action? Changed;

    /// <summary>Whether it sounds, pauses within a pattern included.</summary>
    public bool IsSounding { get; private set; }

    /// <summary>What is heard: <c>off</c>, <c>steady</c> (no pause), what half-second pulses mean here, <c>fast</c> (any shorter).</summary>
    public string Pattern
    {
        get
        {
            if (!IsSounding)
            {
                return "off";
            }

            if (_output.IsOn && _time.NowMs - _onSinceMs > HalfSecondMaxMs)
            {
                return "steady";
            }

            return _pulseMs is >= HalfSecondMinMs and <= HalfSecondMaxMs ? _halfSeconds : "fast";
        }
    }

    private void Listen(bool isOn)
    {
        if (isOn)
        {
            _onSinceMs = _time.NowMs;
            if (!IsSounding)
            {
                _pulseMs = 0;
                Change(true);
            }

            return;
        }

        _pulseMs = _time.NowMs - _onSinceMs;
        if (!_isWaiting)
        {
            _isWaiting = true;
            _time.After(QuietMs, NoticeQuiet);
        }
    }

    private void NoticeQuiet()
    {
        long quietFromMs = _output.SwitchedMs + QuietMs;
        _isWaiting = !_output.IsOn && quietFromMs > _time.NowMs;
        if (_isWaiting)
        {
            _time.At(quietFromMs, NoticeQuiet);
        }
        else if (IsSounding && !_output.IsOn)
        {
            Change(false);
        }
    }

    private void Change(bool isSounding)
    {
        IsSounding = isSounding;
        Changed?.Invoke();
    }
}
