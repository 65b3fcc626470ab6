namespace Wugang.Firmware.Core.Config;

/// <summary>Which GPIO is behind which ADC channel, where no chip can be asked.</summary>
public static class ChannelPins
{
    /// <summary>The first converter of an ESP32-S3, the recommended chip: channel n is GPIO n + 1.</summary>
    public static int[] OfEsp32S3()
    {
        int[] pins = new int[Limits.MaxChannel + 1];
        for (int channel = 0; channel < pins.Length; channel++)
        {
            pins[channel] = channel + 1;
        }

        return pins;
    }
}
