using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Tests.Shared.Fakes;

/// <summary>A clock that a test sets; at first it does not know the time.</summary>
internal sealed class FakeClock : IClock
{
    private ClockReading _reading;

    public void Set(long unixMs)
    {
        _reading = ClockReading.At(unixMs, 40, ClockQuality.Sync);
    }

    public ClockReading Read()
    {
        return _reading;
    }
}
