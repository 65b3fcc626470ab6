using Wugang.Firmware.Node.Ports;

namespace Wugang.Sim.World.Board;

/// <summary>A clock with a battery: it runs on without power, a little fast, and stands still where the battery is taken out.</summary>
public sealed class WorldClockChip : IClockChip
{
    /// <summary>How much faster than the true time it runs, in parts per million: as far off as a DS3231 may be in a room.</summary>
    public const int ErrorPpm = 2;

    private const long Million = 1_000_000;
    private const long SecondMs = 1000;

    private readonly VirtualTime _time;
    private long _setUnixMs = -1;
    private long _setAtMs;

    public WorldClockChip(VirtualTime time)
    {
        _time = time;
    }

    public long Read()
    {
        long trueMs = _time.NowMs - _setAtMs;
        return _setUnixMs < 0 ? -1 : (_setUnixMs + trueMs + (trueMs * ErrorPpm / Million)) / SecondMs * SecondMs;
    }

    public bool SetTo(long unixMs)
    {
        (_setUnixMs, _setAtMs) = (unixMs, _time.NowMs);
        return true;
    }

    /// <summary>Somebody takes its battery out.</summary>
    public void TakeBatteryOut()
    {
        _setUnixMs = -1;
    }
}
