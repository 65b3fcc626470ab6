namespace Wugang.Firmware.Node.Ports;

/// <summary>An input that measures a voltage against the supply of the loops.</summary>
public interface IAnalogInput
{
    /// <summary>
    /// The voltage at this moment, 0 (ground) to <see cref="Core.Limits.AnalogFullScale"/> (supply), whatever the
    /// resolution of the board's converter.
    /// </summary>
    int Read();
}
