using System.Device.Adc;
using nanoFramework.Hardware.Esp32;
using Wugang.Firmware.Core;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Esp32;

/// <summary>The channels of the chip's first converter. Its second one cannot be read while the radio is on.</summary>
internal sealed class AdcChannels
{
    private readonly AdcController _controller = new AdcController();

    /// <summary>The GPIO that is fixed to each channel, from channel 0.</summary>
    public int[] GetPins()
    {
        int count = _controller.ChannelCount <= Limits.MaxChannel ? _controller.ChannelCount : Limits.MaxChannel + 1;
        int[] pins = new int[count];
        for (int channel = 0; channel < count; channel++)
        {
            pins[channel] = Configuration.GetFunctionPin((DeviceFunction)((int)DeviceFunction.ADC1_CH0 + channel));
        }

        return pins;
    }

    public IAnalogInput Open(int channel)
    {
        return new AdcInput(_controller.OpenChannel(channel), _controller.MaxValue);
    }
}
