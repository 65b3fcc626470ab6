using Wugang.Sim.Board;

namespace System.Device.Gpio;

/// <summary>The GPIO controller of the board whose firmware creates it.</summary>
public sealed class GpioController : IDisposable
{
    private readonly PowerCycle _cycle = PowerCycle.Current;
    private readonly OpenPins _openPins;

    /// <exception cref="InvalidOperationException">
    /// The calling thread belongs to no virtual board.
    /// </exception>
    public GpioController()
        : this(PinNumberingScheme.Logical)
    {
    }

    /// <inheritdoc cref="GpioController()"/>
    public GpioController(PinNumberingScheme numberingScheme)
    {
        NumberingScheme = numberingScheme;
        _openPins = _cycle.StaticOf<OpenPins>();
    }

    public PinNumberingScheme NumberingScheme { get; }

    public int PinCount
    {
        get
        {
            Powered();
            return VirtualPins.Count;
        }
    }

    /// <summary>Opens the pin as an input.</summary>
    /// <exception cref="ArgumentException">The chip has no such pin.</exception>
    /// <exception cref="InvalidOperationException">
    /// The pin is open already, through whichever controller.
    /// </exception>
    public GpioPin OpenPin(int pinNumber)
    {
        return OpenPin(pinNumber, PinMode.Input);
    }

    /// <inheritdoc cref="OpenPin(int)"/>
    public GpioPin OpenPin(int pinNumber, PinMode mode)
    {
        GpioPin pin = new(Powered(), pinNumber);
        _openPins.Add(pin);
        pin.Open(mode);
        return pin;
    }

    /// <exception cref="InvalidOperationException">The pin is not open.</exception>
    public void ClosePin(int pinNumber)
    {
        OpenPinOf(pinNumber).Dispose();
    }

    public bool IsPinOpen(int pinNumber)
    {
        Powered();
        return _openPins.Contains(pinNumber);
    }

    /// <inheritdoc cref="ClosePin"/>
    public PinMode GetPinMode(int pinNumber)
    {
        return OpenPinOf(pinNumber).GetPinMode();
    }

    public bool IsPinModeSupported(int pinNumber, PinMode mode)
    {
        return OpenPinOf(pinNumber).IsPinModeSupported(mode);
    }

    /// <inheritdoc cref="ClosePin"/>
    public void SetPinMode(int pinNumber, PinMode mode)
    {
        OpenPinOf(pinNumber).SetPinMode(mode);
    }

    /// <inheritdoc cref="ClosePin"/>
    public PinValue Read(int pinNumber)
    {
        return OpenPinOf(pinNumber).Read();
    }

    /// <exception cref="InvalidOperationException">The pin is not open, or is no output.</exception>
    public void Write(int pinNumber, PinValue value)
    {
        OpenPinOf(pinNumber).Write(value);
    }

    /// <summary>Sets the pin's one controller callback, in place of an earlier one.</summary>
    /// <exception cref="InvalidOperationException">The pin is not open.</exception>
    public void RegisterCallbackForPinValueChangedEvent(
        int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback)
    {
        GpioPin pin = OpenPinOf(pinNumber);
        Replace(pin, OnPinChanged);

        void OnPinChanged(object sender, PinValueChangedEventArgs e)
        {
            if ((eventTypes & e.ChangeType) != PinEventTypes.None)
            {
                callback(this, e);
            }
        }
    }

    /// <summary>
    /// Removes the pin's controller callback, whichever it is; does nothing when there is none.
    /// </summary>
    public void UnregisterCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback)
    {
        if (IsPinOpen(pinNumber))
        {
            Replace(_openPins.Get(pinNumber), null);
        }
    }

    /// <summary>
    /// Closes every open pin of the board, also those of other controllers, as nanoFramework does.
    /// </summary>
    public void Dispose()
    {
        foreach (GpioPin pin in _openPins.All())
        {
            pin.Dispose();
        }
    }

    private void Replace(GpioPin pin, PinValueChangedEventHandler? handler)
    {
        PinValueChangedEventHandler? replaced = _openPins.SwapCallback(pin.PinNumber, handler);
        if (replaced is not null)
        {
            pin.ValueChanged -= replaced;
        }

        if (handler is not null)
        {
            pin.ValueChanged += handler;
        }
    }

    private GpioPin OpenPinOf(int pinNumber)
    {
        Powered();
        return _openPins.Get(pinNumber);
    }

    private PowerCycle Powered()
    {
        _cycle.ThrowIfLost();
        return _cycle;
    }
}
