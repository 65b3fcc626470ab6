using nanoFramework.Networking;

namespace Wugang.Sim.Board;

/// <summary>
/// The chip's clock. After power on it counts from 1970, after a restart of the software it runs on, or from where firmware has set it, until the time server has answered; the world can
/// set it wrong, and the time server, which is this computer's clock, sets it right within an hour.
/// </summary>
public sealed class VirtualClock
{
    private const long AskAgainMs = 3_600_000;

    private readonly Lock _gate = new();
    private TimeSpan _error;
    private long _setWrongMs;
    private volatile bool _isServerSilent;

    internal VirtualClock()
    {
    }

    /// <summary>Whether the time server does not answer, though the network is there.</summary>
    public bool IsServerSilent
    {
        get => _isServerSilent;
        set => _isServerSilent = value;
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

    /// <summary>A power cycle begins with the clock at this time.</summary>
    internal static void Begin(PowerCycle cycle, DateTime time)
    {
        cycle.StaticOf<CountedTime>().Start = time - cycle.Uptime;
    }

    /// <summary>Firmware sets it.</summary>
    internal void Set(PowerCycle cycle, DateTime time)
    {
        if (cycle.StaticOf<SntpState>().IsSynchronised)
        {
            Jump(time - Read(cycle));
        }
        else
        {
            Begin(cycle, time);
        }
    }

    internal DateTime Read(PowerCycle cycle)
    {
        SntpState sntp = cycle.StaticOf<SntpState>();
        if (sntp.IsStarted && !sntp.IsSynchronised)
        {
            sntp.Ask(cycle.Board);
        }

        return sntp.IsSynchronised ? DateTime.UtcNow + Error : cycle.StaticOf<CountedTime>().Start + cycle.Uptime;
    }
    /// <summary>From where a chip counts that no time server has answered.</summary>
    private sealed class CountedTime
    {
        public DateTime Start { get; set; } = DateTime.UnixEpoch;
    }
}
