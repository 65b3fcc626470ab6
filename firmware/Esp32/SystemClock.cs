using System;
using nanoFramework.Networking;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Esp32;

/// <summary>The chip's clock, set by SNTP. It is believed once it is past the day this firmware was made.</summary>
internal sealed class SystemClock : IClock
{
    // 2026-01-01; before SNTP has answered, the chip counts from 1970.
    private const long FloorUnixMs = 1767225600000;
    private const int SntpErrorMs = 1000;

    private static readonly DateTime Epoch = new DateTime(1970, 1, 1);

    public SystemClock()
    {
        Sntp.Server1 = "pool.ntp.org";
        Sntp.Start();
    }

    public ClockReading Read()
    {
        long unixMs = (DateTime.UtcNow.Ticks - Epoch.Ticks) / TimeSpan.TicksPerMillisecond;
        return unixMs < FloorUnixMs ? default : ClockReading.At(unixMs, SntpErrorMs, ClockQuality.Sync);
    }
}
