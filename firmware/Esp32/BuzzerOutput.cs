using Iot.Device.Buzzer;
using nanoFramework.Hardware.Esp32;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Esp32;

/// <summary>A piezo buzzer without a sounder of its own, driven with a square wave.</summary>
internal sealed class BuzzerOutput : IDigitalOutput
{
    // Where small piezo buzzers are loudest, more or less.
    private const int ToneHz = 2000;

    private readonly Buzzer _buzzer;
    private bool _isOn;

    public BuzzerOutput(int pin)
    {
        Configuration.SetPinFunction(pin, DeviceFunction.PWM1);
        _buzzer = new Buzzer(pin);
    }

    public void Write(bool isOn)
    {
        if (isOn == _isOn)
        {
            return;
        }

        _isOn = isOn;
        if (isOn)
        {
            _buzzer.StartPlaying(ToneHz);
        }
        else
        {
            _buzzer.StopPlaying();
        }
    }
}
