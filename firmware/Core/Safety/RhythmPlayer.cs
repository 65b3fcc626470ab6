namespace Wugang.Firmware.Core.Safety;

/// <summary>What one siren, buzzer or lamp plays.</summary>
public sealed class RhythmPlayer
{
    private long _sinceMs;

    public Rhythm Rhythm { get; private set; } = Rhythm.Off;

    /// <summary>Goes on with this rhythm, or begins it where another was played.</summary>
    public void Play(Rhythm rhythm, long nowMs)
    {
        if (rhythm != Rhythm)
        {
            Rhythm = rhythm;
            _sinceMs = nowMs;
        }
    }

    public bool IsOnAt(long nowMs)
    {
        return Rhythm.IsOnAt(nowMs - _sinceMs);
    }

    /// <summary>When it next goes on or off.</summary>
    public long NextChangeMs(long nowMs)
    {
        return nowMs + Rhythm.RemainingMs(nowMs - _sinceMs);
    }
}
