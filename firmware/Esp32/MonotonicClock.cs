using System;

namespace Wugang.Firmware.Esp32;

/// <summary>Milliseconds since this boot.</summary>
internal sealed class MonotonicClock
{
    private readonly long _startMs = Environment.TickCount64;

    public long NowMs
    {
        get { return Environment.TickCount64 - _startMs; }
    }
}
