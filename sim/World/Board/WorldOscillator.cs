namespace Wugang.Sim.World.Board;

/// <summary>A board's monotonic milliseconds since its boot, which run a little fast or slow.</summary>
public sealed class WorldOscillator
{
    private const long Million = 1_000_000;

    private readonly VirtualTime _time;
    private readonly int _errorPpm;
    private long _bootMs;

    /// <param name="time">The true time.</param>
    /// <param name="errorPpm">How much faster than the true time it runs, in parts per million.</param>
    public WorldOscillator(VirtualTime time, int errorPpm)
    {
        _time = time;
        _errorPpm = errorPpm;
        _bootMs = time.NowMs;
    }

    /// <summary>Milliseconds since the boot as the board counts them.</summary>
    public long UpMs
    {
        get
        {
            long trueMs = _time.NowMs - _bootMs;
            return trueMs + (trueMs * _errorPpm / Million);
        }
    }

    /// <summary>Starts to count from 0.</summary>
    public void Boot()
    {
        _bootMs = _time.NowMs;
    }

    /// <summary>The first true instant at which the board has counted so many milliseconds.</summary>
    public long TrueMsOf(long upMs)
    {
        long atMs = _bootMs + (upMs * Million / (Million + _errorPpm));
        while (atMs - _bootMs + ((atMs - _bootMs) * _errorPpm / Million) < upMs)
        {
            atMs++;
        }

        return atMs;
    }
}
