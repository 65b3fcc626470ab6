using Wugang.Firmware.Core.Records;

namespace Wugang.Firmware.Node.Ports;

/// <summary>The time of day.</summary>
public interface IClock
{
    ClockReading Read();
}
