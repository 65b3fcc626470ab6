namespace System.Device.Gpio;

/// <summary>
/// The pins that firmware has open since power-on; nanoFramework shares them among all controllers.
/// </summary>
internal sealed class OpenPins
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, GpioPin> _pins = [];
    private readonly Dictionary<int, PinValueChangedEventHandler> _callbacks = [];

    /// <exception cref="InvalidOperationException">The pin is open already.</exception>
    public void Add(GpioPin pin)
    {
        lock (_gate)
        {
            if (!_pins.TryAdd(pin.PinNumber, pin))
            {
                throw new InvalidOperationException($"Pin {pin.PinNumber} is open already.");
            }
        }
    }

    public void Remove(int pinNumber)
    {
        lock (_gate)
        {
            _pins.Remove(pinNumber);
            _callbacks.Remove(pinNumber);
        }
    }

    public bool Contains(int pinNumber)
    {
        lock (_gate)
        {
            return _pins.ContainsKey(pinNumber);
        }
    }

    /// <exception cref="InvalidOperationException">The pin is not open.</exception>
    public GpioPin Get(int pinNumber)
    {
        lock (_gate)
        {
            return _pins.TryGetValue(pinNumber, out GpioPin? pin)
                ? pin
                : throw new InvalidOperationException($"Pin {pinNumber} is not open.");
        }
    }

    public GpioPin[] All()
    {
        lock (_gate)
        {
            return [.. _pins.Values];
        }
    }

    /// <summary>
    /// Keeps the one callback of a pin that came through a controller; returns the one it replaces.
    /// </summary>
    public PinValueChangedEventHandler? SwapCallback(int pinNumber, PinValueChangedEventHandler? handler)
    {
        lock (_gate)
        {
            _callbacks.Remove(pinNumber, out PinValueChangedEventHandler? replaced);
            if (handler is not null)
            {
                _callbacks.Add(pinNumber, handler);
            }

            return replaced;
        }
    }
}
