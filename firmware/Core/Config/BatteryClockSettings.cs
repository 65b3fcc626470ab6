namespace Wugang.Firmware.Core.Config;

/// <summary>A battery clock, a DS3231, on the chip's first I2C bus.</summary>
public sealed class BatteryClockSettings
{
    /// <summary>GPIO number of the bus's data, SDA.</summary>
    public int SdaPin { get; set; }

    /// <summary>GPIO number of the bus's clock, SCL.</summary>
    public int SclPin { get; set; }
}
