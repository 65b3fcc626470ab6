using System;
using nanoFramework.Networking;
using nanoFramework.Runtime.Native;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Esp32;

/// <summary>
/// The chip's clock. It is believed where SNTP has set it. Where the node itself has raised it, so that certificates look valid, it runs on
/// from there and is no time.
/// </summary>
internal sealed class SystemClock : IClock
{
    // 2026-01-01, before this firmware was made: no true time is earlier. Before SNTP has answered, the chip counts from 1970.
    private const long MadeUnixMs = 1767225600000;
    private const int SntpErrorMs = 1000;

    // It is raised to somewhat before what is known, so that SNTP's answer is a jump that cannot be overlooked.
    private const int RaisedShortMs = 10000;
    private const int JumpMs = 50;

    private static readonly DateTime Epoch = new DateTime(1970, 1, 1);

    private readonly MonotonicClock _monotonic;
    private readonly object _lock = new object();

    // While it is what the node has raised it to, it is ahead of the monotonic clock by so much.
    private bool _isRaised;
    private long _raisedOffsetMinMs;
    private long _raisedOffsetMaxMs;

    public SystemClock(MonotonicClock monotonic)
    {
        _monotonic = monotonic;

        // The chip runs it on over a restart of the software, and nobody knows any more whether it was raised.
        Rtc.SetSystemTime(Epoch);
        Sntp.Server1 = "pool.ntp.org";
        Sntp.Start();
        Sntp.UpdateNow();
    }

    public ClockReading Read()
    {
        lock (_lock)
        {
            // Other threads may run between two readings of clocks: the true offset is between these two.
            long beforeMs = _monotonic.NowMs;
            long unixMs = UnixMs();
            long afterMs = _monotonic.NowMs;
            _isRaised = _isRaised && unixMs - afterMs <= _raisedOffsetMaxMs && unixMs - beforeMs >= _raisedOffsetMinMs;
            return _isRaised || unixMs < MadeUnixMs ? default : ClockReading.At(unixMs, SntpErrorMs, ClockQuality.Sync);
        }
    }

    /// <summary>Raises it to where no true time is earlier, if it shows less: it is that by which the chip judges certificates.</summary>
    /// <param name="earliestUnixMs">A time that is past, milliseconds since 1970 UTC.</param>
    public void Raise(long earliestUnixMs)
    {
        long floorMs = earliestUnixMs > MadeUnixMs ? earliestUnixMs : MadeUnixMs;
        lock (_lock)
        {
            if (UnixMs() >= floorMs - RaisedShortMs)
            {
                return;
            }

            Rtc.SetSystemTime(new DateTime(Epoch.Ticks + ((floorMs - RaisedShortMs) * TimeSpan.TicksPerMillisecond)));

            // Read back, since the library sets whole seconds.
            long beforeMs = _monotonic.NowMs;
            long unixMs = UnixMs();
            _isRaised = true;
            _raisedOffsetMinMs = unixMs - _monotonic.NowMs - JumpMs;
            _raisedOffsetMaxMs = unixMs - beforeMs + JumpMs;
        }
    }

    /// <summary>What it shows, true or not, for people.</summary>
    public override string ToString()
    {
        return DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm:ss") + " UTC";
    }

    private static long UnixMs()
    {
        return (DateTime.UtcNow.Ticks - Epoch.Ticks) / TimeSpan.TicksPerMillisecond;
    }
}
