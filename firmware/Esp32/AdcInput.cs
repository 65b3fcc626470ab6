using System.Device.Adc;
using Wugang.Firmware.Core;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Esp32;

/// <summary>
/// An ADC channel, with the carrier board's divider in front that brings the loops' supply to the converter's full scale.
/// The median of three samples: the chip's converter now and then is far off for one sample while the radio sends.
/// </summary>
internal sealed class AdcInput : IAnalogInput
{
    private readonly AdcChannel _channel;
    private readonly int _maxValue;

    public AdcInput(AdcChannel channel, int maxValue)
    {
        _channel = channel;
        _maxValue = maxValue;
    }

    public int Read()
    {
        return Median(_channel.ReadValue(), _channel.ReadValue(), _channel.ReadValue()) * Limits.AnalogFullScale / _maxValue;
    }

    private static int Median(int first, int second, int third)
    {
        int low = first < second ? first : second;
        int high = first < second ? second : first;
        return third < low ? low : third > high ? high : third;
    }
}
