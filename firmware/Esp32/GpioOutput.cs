using System.Device.Gpio;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Esp32;

/// <summary>A driver on a GPIO; high is on.</summary>
internal sealed class GpioOutput : IDigitalOutput
{
    private readonly GpioPin _pin;
    private bool _isOn;

    public GpioOutput(GpioController gpio, int pin)
    {
        _pin = gpio.OpenPin(pin, PinMode.Output);
        _pin.Write(PinValue.Low);
    }

    public void Write(bool isOn)
    {
        if (isOn != _isOn)
        {
            _isOn = isOn;
            _pin.Write(isOn ? PinValue.High : PinValue.Low);
        }
    }
}
