using nanoFramework.Hardware.Esp32;
using Wugang.Sim.Board;

namespace System.Device.Pwm;

/// <summary>A square wave on a pin, which must have the function of a PWM output.</summary>
public sealed class PwmChannel : IDisposable
{
    private readonly PowerCycle _cycle = PowerCycle.Current;
    private readonly VirtualPin _pin;
    private int _frequencyHz;
    private bool _isRunning;

    private PwmChannel(int pin, int frequency, double dutyCyclePercentage)
    {
        _pin = _cycle.Board.Pins[pin];
        _frequencyHz = frequency;
        DutyCycle = dutyCyclePercentage;
    }

    /// <summary>The part of a period in which the output is high, 0 to 1. Kept, but without effect.</summary>
    public double DutyCycle { get; set; }

    /// <summary>Periods a second, in hertz.</summary>
    public int Frequency
    {
        get => _frequencyHz;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            _frequencyHz = value;
            Show();
        }
    }

    /// <returns>The channel; null where the pin has no PWM function, as on the ESP32.</returns>
    public static PwmChannel? CreateFromPin(int pin, int frequency = 400, double dutyCyclePercentage = 0.5)
    {
        return PowerCycle.Current.StaticOf<PinFunctions>().IsPwm(pin)
            ? new PwmChannel(pin, frequency, dutyCyclePercentage)
            : null;
    }

    public void Start()
    {
        _isRunning = true;
        Show();
    }

    public void Stop()
    {
        _isRunning = false;
        Show();
    }

    public void Dispose()
    {
        if (!_cycle.IsLost)
        {
            Stop();
        }
    }

    private void Show()
    {
        _pin.Sound(_cycle, _isRunning ? _frequencyHz : null);
    }
}
