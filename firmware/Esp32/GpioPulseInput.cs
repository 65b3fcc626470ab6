using System.Device.Gpio;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Esp32;

/// <summary>A meter's pulse output on one of the chip's pulse counter units.</summary>
internal sealed class GpioPulseInput : IPulseInput
{
    private readonly GpioPulseCounter _counter;

    public GpioPulseInput(int pin)
    {
        _counter = new GpioPulseCounter(pin);
        _counter.Polarity = GpioPulsePolarity.Rising;
        _counter.Start();
    }

    public long Count
    {
        get { return _counter.Read().Count; }
    }
}
