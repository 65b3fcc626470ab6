using Wugang.Firmware.Core.Metering;

namespace Wugang.Firmware.Core.Config;

/// <summary>One pulse meter as it is configured.</summary>
public sealed class MeterSettings
{
    public MeterSettings(string name, Medium medium, int pin, PulseConstant constant)
    {
        Name = name;
        Medium = medium;
        Pin = pin;
        Constant = constant;
    }

    public string Name { get; }

    public Medium Medium { get; }

    /// <summary>GPIO number of the pulse output.</summary>
    public int Pin { get; }

    public PulseConstant Constant { get; }
}
