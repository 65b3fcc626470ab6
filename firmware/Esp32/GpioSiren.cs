using System.Device.Gpio;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Esp32;

/// <summary>The siren driver on a GPIO; high sounds.</summary>
internal sealed class GpioSiren : ISirenOutput
{
    private readonly GpioPin _pin;
    private bool _isSounding;

    public GpioSiren(GpioController gpio, int pin)
    {
        _pin = gpio.OpenPin(pin, PinMode.Output);
        _pin.Write(PinValue.Low);
    }

    public void Drive(bool isSounding)
    {
        if (isSounding != _isSounding)
        {
            _isSounding = isSounding;
            _pin.Write(isSounding ? PinValue.High : PinValue.Low);
        }
    }
}
