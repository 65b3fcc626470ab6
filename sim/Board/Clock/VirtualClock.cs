using nanoFramework.Networking;

namespace Wugang.Sim.Board;

/// <summary>
/// The chip's clock. After a start it counts from 1970 until the time server has answered; the world can set it wrong, and the time server,
/// which is this computer's clock, sets it right within an hour.
/// </summary>
public sealed class VirtualClock
{
    private const long AskAgainMs = 3_600_000;

    private readonly Lock _gate = new();
    private TimeSpan _error;
    private long _setWrongMs;

    internal VirtualClock()
    {
    }

    /// <summary>How far it is ahead of the truth.</summary>
    public TimeSpan Error
    {
        get
        {
            lock (_gate)
            {
                return Environment.TickCount64 - _setWrongMs < AskAgainMs ? _error : TimeSpan.Zero;
            }
        }
    }

    /// <summary>Somebody or something sets it wrong.</summary>
    public void Jump(TimeSpan by)
    {
        lock (_gate)
        {
            _error = Error + by;
            _setWrongMs = Environment.TickCount64;
        }
    }

    /// <summary>The time server is heard once more.</summary>
    public void SetRight()
    {
        lock (_gate)
        {
            _error = TimeSpan.Zero;
        }
    }

    internal DateTime Read(PowerCycle cycle)
    {
        SntpState sntp = cycle.StaticOf<SntpState>();
        if (sntp.IsStarted && !sntp.IsSynchronised)
        {
            sntp.Ask(cycle.Board);
        }

        return sntp.IsSynchronised ? DateTime.UtcNow + Error : DateTime.UnixEpoch + cycle.Uptime;
    }
}
