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

    // Half a second of the temporal pattern of ISO 8201, and what a listener takes for it.
    private const int FirePulseMinMs = 400;
    private const int FirePulseMaxMs = 600;

    private readonly VirtualTime _time;
    private readonly WorldOutput _output;
    private long _pulseMs;
    private long _onSinceMs;

    internal SounderListener(VirtualTime time, WorldOutput output)
    {
        _time = time;
        _output = output;
        output.Switched += Listen;
    }

    /// <summary>It has begun to sound, or was quiet for so long that it has stopped.</summary>
    public event Action? Changed;

    /// <summary>Whether it sounds, pauses within a pattern included.</summary>
    public bool IsSounding { get; private set; }

    /// <summary>What is heard: <c>off</c>, <c>steady</c>, <c>fire</c> (three half-second pulses and a pause), <c>pulses</c> (any other).</summary>
    public string Pattern
    {
        get
        {
            if (!IsSounding)
            {
                return "off";
            }

            if (_output.IsOn && _time.NowMs - _onSinceMs > FirePulseMaxMs)
            {
                return "steady";
            }

            return _pulseMs is >= FirePulseMinMs and <= FirePulseMaxMs ? "fire" : "pulses";
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
        long offSinceMs = _time.NowMs;
        _time.After(QuietMs, () =>
        {
            if (IsSounding && !_output.IsOn && _output.SwitchedMs == offSinceMs)
            {
                Change(false);
            }
        });
    }

    private void Change(bool isSounding)
    {
        IsSounding = isSounding;
        Changed?.Invoke();
    }
}
