using Wugang.Sim.Board;

namespace System.Device.Gpio;

/// <summary>
/// An open pin. It belongs to the power cycle it was opened in and throws once that has ended.
/// </summary>
public sealed class GpioPin : IDisposable
{
    private readonly Lock _gate = new();
    private readonly PowerCycle _cycle;
    private readonly VirtualPin _pin;
    private readonly Debounce _debounce;
    private volatile PinValueChangedEventHandler? _callbacks;
    private PinMode _mode;
    private bool _isDisposed;

    internal GpioPin(PowerCycle cycle, int pinNumber)
    {
        if (pinNumber is < 0 or >= VirtualPins.Count)
        {
            throw new ArgumentException($"The chip has no pin {pinNumber}.", nameof(pinNumber));
        }

        _cycle = cycle;
        PinNumber = pinNumber;
        _pin = cycle.Board.Pins[pinNumber];
        _debounce = new Debounce(_pin, RaiseLater);
    }

    /// <summary>
    /// An input saw an edge. Called on the board's interrupt thread, never on the thread that drove the pin.
    /// </summary>
    public event PinValueChangedEventHandler ValueChanged
    {
        add
        {
            lock (_gate)
            {
                ThrowIfUnusable();
                _callbacks += value;
                _debounce.Arm();
            }
        }

        remove
        {
            lock (_gate)
            {
                ThrowIfUnusable();
                _callbacks -= value;
            }
        }
    }

    public int PinNumber { get; }

    /// <summary>
    /// Zero for no debouncing. Otherwise at least 10 ms: edges within this time after an edge are lost, and
    /// the level is not looked at again, so that firmware has to poll as well.
    /// </summary>
    public TimeSpan DebounceTimeout
    {
        get
        {
            _cycle.ThrowIfLost();
            return _debounce.Timeout;
        }

        set
        {
            _cycle.ThrowIfLost();
            _debounce.Timeout = value;
        }
    }

    /// <returns>The level at an input; the last written level at an output.</returns>
    public PinValue Read()
    {
        lock (_gate)
        {
            ThrowIfUnusable();
            return _pin.OutputLevel ?? _pin.Level;
        }
    }

    /// <exception cref="InvalidOperationException">The pin is no output.</exception>
    public void Write(PinValue value)
    {
        lock (_gate)
        {
            ThrowIfNoOutput();
        }

        _pin.Latch(_cycle, (bool)value);
    }

    /// <inheritdoc cref="Write"/>
    public void Toggle()
    {
        lock (_gate)
        {
            ThrowIfNoOutput();
        }

        _pin.ToggleLatch(_cycle);
    }

    public PinMode GetPinMode()
    {
        lock (_gate)
        {
            ThrowIfUnusable();
            return _mode;
        }
    }

    public bool IsPinModeSupported(PinMode pinMode)
    {
        lock (_gate)
        {
            ThrowIfUnusable();
            return Enum.IsDefined(pinMode);
        }
    }

    /// <exception cref="ArgumentException">The mode does not exist.</exception>
    public void SetPinMode(PinMode value)
    {
        lock (_gate)
        {
            ThrowIfUnusable();
            if (!Enum.IsDefined(value))
            {
                throw new ArgumentException($"There is no pin mode {(int)value}.", nameof(value));
            }

            _mode = value;
        }

        _pin.Configure(_cycle, value);
        _debounce.Arm();
    }

    /// <summary>Closes the pin and leaves it floating. Does nothing once the power is gone.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isDisposed || _cycle.IsLost)
            {
                return;
            }

            _isDisposed = true;
            _callbacks = null;
        }

        _pin.Unwatch(OnEdge);
        _debounce.Dispose();
        _cycle.StaticOf<OpenPins>().Remove(PinNumber);
        _pin.Configure(_cycle, null);
    }

    /// <summary>Starts to use the pin, which no other handle may have open.</summary>
    internal void Open(PinMode mode)
    {
        SetPinMode(mode);
        _pin.Watch(_cycle, OnEdge);
    }

    private void OnEdge(bool level)
    {
        // Under the virtual pin's lock: nothing here may wait.
        if (_callbacks is not null && _pin.OutputLevel is null)
        {
            _debounce.OnEdge(level);
        }
    }

    private void RaiseLater(bool level)
    {
        PinEventTypes edge = level ? PinEventTypes.Rising : PinEventTypes.Falling;
        _cycle.Interrupts.Post(() => _callbacks?.Invoke(this, new PinValueChangedEventArgs(edge, PinNumber)));
    }

    private void ThrowIfUnusable()
    {
        _cycle.ThrowIfLost();
        ObjectDisposedException.ThrowIf(_isDisposed, this);
    }

    private void ThrowIfNoOutput()
    {
        ThrowIfUnusable();
        if (_pin.OutputLevel is null)
        {
            throw new InvalidOperationException($"Pin {PinNumber} is no output.");
        }
    }
}
