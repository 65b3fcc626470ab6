using Wugang.Sim.Board;

namespace System.Device.Gpio;

/// <summary>
/// Counts edges of one pin in hardware from <see cref="Start"/> on. The count is lost at reset.
/// </summary>
public sealed class GpioPulseCounter : IDisposable
{
    private readonly PowerCycle _cycle = PowerCycle.Current;
    private readonly VirtualPin _pin;
    private readonly PulseCounterUnits _units;
    private long _count;
    private volatile bool _isStarted;
    private volatile GpioPulsePolarity _polarity = GpioPulsePolarity.Rising;
    private ushort _filterPulses;
    private int _isDisposed;

    /// <exception cref="ArgumentException">The chip has no such pin.</exception>
    /// <exception cref="InvalidOperationException">All four counters of the chip are in use.</exception>
    /// <exception cref="NotSupportedException">A second pin, for a rotary encoder, is given.</exception>
    public GpioPulseCounter(int pinNumberA, int pinNumberB = -1)
    {
        if (pinNumberB >= 0)
        {
            throw new NotSupportedException("The virtual board counts single pins, not rotary encoders.");
        }

        if (pinNumberA is < 0 or >= VirtualPins.Count)
        {
            throw new ArgumentException($"The chip has no pin {pinNumberA}.", nameof(pinNumberA));
        }

        _pin = _cycle.Board.Pins[pinNumberA];
        _units = _cycle.StaticOf<PulseCounterUnits>();
        _units.Take();
        _pin.Watch(_cycle, OnEdge);
    }

    public bool IsStarted
    {
        get
        {
            ThrowIfUnusable();
            return _isStarted;
        }
    }

    public GpioPulsePolarity Polarity
    {
        get
        {
            ThrowIfUnusable();
            return _polarity;
        }

        set
        {
            ThrowIfUnusable();
            _polarity = value;
        }
    }

    /// <summary>
    /// The glitch filter in clock cycles. Kept, but without effect: virtual pulses have no width.
    /// </summary>
    public ushort FilterPulses
    {
        get
        {
            ThrowIfUnusable();
            return _filterPulses;
        }

        set
        {
            ThrowIfUnusable();
            _filterPulses = value;
        }
    }

    public void Start()
    {
        ThrowIfUnusable();
        _isStarted = true;
    }

    public void Stop()
    {
        ThrowIfUnusable();
        _isStarted = false;
    }

    public GpioPulseCount Read()
    {
        ThrowIfUnusable();
        return new GpioPulseCount { Count = Interlocked.Read(ref _count), RelativeTime = _cycle.Uptime };
    }

    /// <summary>Sets the count to zero.</summary>
    /// <returns>The count until then; no edge falls between the two.</returns>
    public GpioPulseCount Reset()
    {
        ThrowIfUnusable();
        long count = Interlocked.Exchange(ref _count, 0);
        return new GpioPulseCount { Count = count, RelativeTime = _cycle.Uptime };
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            _pin.Unwatch(OnEdge);
            _units.Release();
        }
    }

    private void OnEdge(bool level)
    {
        GpioPulsePolarity edge = level ? GpioPulsePolarity.Rising : GpioPulsePolarity.Falling;
        if (_isStarted && (_polarity == GpioPulsePolarity.Both || _polarity == edge))
        {
            Interlocked.Increment(ref _count);
        }
    }

    private void ThrowIfUnusable()
    {
        _cycle.ThrowIfLost();
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed) != 0, this);
    }
}
