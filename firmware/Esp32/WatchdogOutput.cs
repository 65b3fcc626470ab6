using System.Device.Gpio;
using Wugang.Firmware.Core.Config;

namespace Wugang.Firmware.Esp32;

/// <summary>The line to the carrier board's watchdog, which wants an edge within sixty seconds.</summary>
internal sealed class WatchdogOutput
{
    private readonly GpioPin _pin = new GpioController().OpenPin(WatchdogPins.Kick, PinMode.Output);

    /// <summary>Changes the level of the line.</summary>
    public void Kick()
    {
        _pin.Toggle();
    }
}
