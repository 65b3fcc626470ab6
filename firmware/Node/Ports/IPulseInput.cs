namespace Wugang.Firmware.Node.Ports;

/// <summary>A hardware counter of a meter's pulses.</summary>
public interface IPulseInput
{
    /// <summary>Pulses since this boot.</summary>
    long Count { get; }
}
