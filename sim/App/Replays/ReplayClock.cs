namespace Wugang.Sim.App.Replays;

/// <summary>The time of a replay: so many times as fast as the real one, or at rest. Not for two threads at once.</summary>
/// <param name="time">The real time.</param>
/// <param name="startMs">Where it begins, milliseconds since 1970 UTC.</param>
/// <param name="speed">How many times as fast; 0 is at rest.</param>
internal sealed class ReplayClock(TimeProvider time, long startMs, int speed)
{
    /// <summary>Highest speed: an hour a second.</summary>
    public const int MaxSpeed = 3600;

    private long _fromMs = startMs;
    private long _fromTimestamp = time.GetTimestamp();

    /// <summary>How many times as fast as the real time.</summary>
    public int Speed { get; private set; } = speed;

    /// <summary>Milliseconds since 1970 UTC.</summary>
    public long NowMs => _fromMs + (long)(time.GetElapsedTime(_fromTimestamp).TotalMilliseconds * Speed);

    /// <summary>Goes on at another speed from now on, or from an instant that has been reached where that is earlier.</summary>
    public void SetSpeed(int speed, long reachedMs)
    {
        _fromMs = Math.Min(NowMs, reachedMs);
        _fromTimestamp = time.GetTimestamp();
        Speed = speed;
    }

    /// <summary>How long it really takes until an instant; zero where it has come, null where it never does.</summary>
    public TimeSpan? Until(long atMs)
    {
        long restMs = atMs - NowMs;
        return restMs <= 0 ? TimeSpan.Zero : Speed == 0 ? null : TimeSpan.FromMilliseconds((double)restMs / Speed);
    }
}
