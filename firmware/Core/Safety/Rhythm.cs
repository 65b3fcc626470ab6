namespace Wugang.Firmware.Core.Safety;

/// <summary>When a siren, buzzer or lamp is on: a number of pulses, then a pause, and again.</summary>
public sealed class Rhythm
{
    public static readonly Rhythm Off = new Rhythm(0, 0, 1000, 1000);

    public static readonly Rhythm On = new Rhythm(1, 1000, 0, 1000);

    /// <summary>The evacuation signal: three pulses of half a second, then a second and a half of silence (ISO 8201).</summary>
    public static readonly Rhythm Evacuation = new Rhythm(3, 500, 500, 4000);

    /// <summary>Once a second.</summary>
    public static readonly Rhythm Steady = new Rhythm(1, 500, 500, 1000);

    /// <summary>Twice a second, as of somebody in a hurry.</summary>
    public static readonly Rhythm Urgent = new Rhythm(1, 250, 250, 500);

    /// <summary>Ten times a second, as of something that wants to be found.</summary>
    public static readonly Rhythm Flicker = new Rhythm(1, 50, 50, 100);

    /// <summary>A short sound every ten seconds.</summary>
    public static readonly Rhythm Reminder = new Rhythm(1, 100, 0, 10000);

    private readonly int _pulses;
    private readonly int _onMs;
    private readonly int _pulseMs;
    private readonly int _periodMs;

    private Rhythm(int pulses, int onMs, int offMs, int periodMs)
    {
        _pulses = pulses;
        _onMs = onMs;
        _pulseMs = onMs + offMs;
        _periodMs = periodMs;
    }

    /// <summary>Whether it is on so many milliseconds after it began.</summary>
    public bool IsOnAt(long elapsedMs)
    {
        int phaseMs = (int)(elapsedMs % _periodMs);
        return phaseMs / _pulseMs < _pulses && phaseMs % _pulseMs < _onMs;
    }

    /// <summary>Milliseconds from then until it next goes on or off; a long time where it never does.</summary>
    public long RemainingMs(long elapsedMs)
    {
        if (_pulses == 0 || _onMs == _periodMs)
        {
            return int.MaxValue;
        }

        int phaseMs = (int)(elapsedMs % _periodMs);
        int pulse = phaseMs / _pulseMs;
        int withinMs = phaseMs % _pulseMs;
        if (pulse < _pulses && withinMs < _onMs)
        {
            return _onMs - withinMs;
        }

        return pulse < _pulses - 1 ? _pulseMs - withinMs : _periodMs - phaseMs;
    }
}
