using System.Device.Gpio;
using System.Threading;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Esp32;

/// <summary>
/// A contact between a GPIO and ground, with pull-up: closed is low, open or cut is high. The interrupt only notes the
/// edge and wakes the loop; the pin's own debouncing stays off, since it loses edges.
/// </summary>
internal sealed class GpioInput : IDigitalInput
{
    private readonly GpioPin _pin;
    private readonly EdgeRing _edges = new EdgeRing();
    private readonly MonotonicClock _clock;
    private readonly AutoResetEvent _wake;

    public GpioInput(GpioController gpio, int pin, MonotonicClock clock, AutoResetEvent wake)
    {
        _clock = clock;
        _wake = wake;
        _pin = gpio.OpenPin(pin, PinMode.InputPullUp);
        _pin.ValueChanged += OnValueChanged;
    }

    public bool IsHigh
    {
        get { return _pin.Read() == PinValue.High; }
    }

    public bool TryTakeEdge(out bool isHigh, out long atMs)
    {
        return _edges.TryTake(out isHigh, out atMs);
    }

    private void OnValueChanged(object sender, PinValueChangedEventArgs e)
    {
        _edges.Add(e.ChangeType == PinEventTypes.Rising, _clock.NowMs);
        _wake.Set();
    }
}
