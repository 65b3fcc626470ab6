using Wugang.Firmware.Core.Records;

namespace Wugang.Firmware.Node.Ports;

/// <summary>The time of day.</summary>
public interface IClock
{
    /// <summary>
    /// What the clock shows now. A board says <c>sync</c> where a time server has set it, with a bound on the error at this
    /// moment, and otherwise that the time is not known.
    /// </summary>
    ClockReading Read();
}
