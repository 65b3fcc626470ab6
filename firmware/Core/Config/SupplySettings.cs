namespace Wugang.Firmware.Core.Config;

/// <summary>The watch on mains and battery. A board without a part leaves it out.</summary>
public sealed class SupplySettings
{
    /// <summary>ADC channel that stands for "no battery".</summary>
    public const int NoChannel = -1;

    /// <summary>GPIO number of the mains detector, high while mains is lost.</summary>
    public int MainsPin { get; set; } = NodeSettings.NoPin;

    /// <summary>ADC channel of the battery's voltage divider.</summary>
    public int BatteryChannel { get; set; } = NoChannel;

    /// <summary>Battery voltage at the channel's full scale, in millivolts.</summary>
    public int FullScaleMv { get; set; }

    /// <summary>Below this the battery is low, in millivolts.</summary>
    public int LowMv { get; set; }

    /// <summary>Below this the battery will soon be exhausted, in millivolts: the node no longer counts as protecting.</summary>
    public int ExhaustedMv { get; set; }
}
