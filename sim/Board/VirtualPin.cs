using System.Device.Gpio;

namespace Wugang.Sim.Board;

/// <summary>
/// One pin seen from outside the chip: the world drives it, pulses it and watches what the firmware outputs.
/// </summary>
public sealed class VirtualPin
{
    private readonly Lock _gate = new();
    private bool? _drivenLevel;
    private bool _outputLatch;
    private PinMode? _mode;
    private int? _soundHz;
    private Action<bool>? _edgeSeen;

    internal VirtualPin(int number)
    {
        Number = number;
    }

    /// <summary>
    /// The firmware changed what it drives: the new <see cref="OutputLevel"/>. Raised on the thread that
    /// wrote, after the write; at a power cut on the thread that cut it.
    /// </summary>
    public event EventHandler<bool?>? OutputChanged;

    /// <summary>GPIO number.</summary>
    public int Number { get; }

    /// <summary>
    /// The level on the wire. An input that nothing drives follows its pull resistor, or is low without one.
    /// </summary>
    public bool Level
    {
        get
        {
            lock (_gate)
            {
                return LevelNow();
            }
        }
    }

    /// <summary>
    /// The level that the firmware outputs; null while the pin is no output, as after reset.
    /// </summary>
    public bool? OutputLevel
    {
        get
        {
            lock (_gate)
            {
                return OutputNow();
            }
        }
    }

    /// <summary>Frequency of the square wave that the firmware puts on the pin, in hertz; null where there is none.</summary>
    public int? SoundHz
    {
        get
        {
            lock (_gate)
            {
                return _soundHz;
            }
        }
    }

    /// <summary>
    /// The outside world holds the wire at a level, until it drives it again; power cuts do not change that.
    /// </summary>
    public void Drive(bool high)
    {
        lock (_gate)
        {
            DriveLocked(high);
        }
    }

    /// <summary>
    /// Gives complete pulses from the resting level and back: each is one rising and one falling edge for
    /// pulse counters and interrupts. While the board has no power nobody counts them.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public void Pulse(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        lock (_gate)
        {
            bool? drivenAtRest = _drivenLevel;
            bool levelAtRest = LevelNow();
            for (int i = 0; i < count; i++)
            {
                DriveLocked(!levelAtRest);
                DriveLocked(levelAtRest);
            }

            _drivenLevel = drivenAtRest;
        }
    }

    /// <summary>
    /// Has the chip watch the input. The watcher gets the level after each edge, under the pin's lock: it may
    /// queue and count, nothing else.
    /// </summary>
    internal void Watch(PowerCycle cycle, Action<bool> edgeSeen)
    {
        lock (_gate)
        {
            cycle.ThrowIfLost();
            _edgeSeen += edgeSeen;
        }
    }

    internal void Unwatch(Action<bool> edgeSeen)
    {
        lock (_gate)
        {
            _edgeSeen -= edgeSeen;
        }
    }

    /// <summary>The firmware configures the pin; null closes it, which leaves it floating.</summary>
    /// <exception cref="PowerLostException">The cycle has ended; the pin is left as it is.</exception>
    internal void Configure(PowerCycle cycle, PinMode? mode)
    {
        Output(cycle, () => _mode = mode);
    }

    /// <summary>The firmware sets the output latch, which the pin shows once it is an output.</summary>
    internal void Latch(PowerCycle cycle, bool high)
    {
        Output(cycle, () => _outputLatch = high);
    }

    internal void ToggleLatch(PowerCycle cycle)
    {
        Output(cycle, () => _outputLatch = !_outputLatch);
    }

    /// <summary>The firmware starts or stops a square wave.</summary>
    internal void Sound(PowerCycle cycle, int? frequencyHz)
    {
        lock (_gate)
        {
            cycle.ThrowIfLost();
            _soundHz = frequencyHz;
        }
    }

    /// <summary>Power is gone: nothing is configured, nobody watches.</summary>
    internal void Reset()
    {
        Output(null, () =>
        {
            _mode = null;
            _outputLatch = false;
            _soundHz = null;
            _edgeSeen = null;
        });
    }

    private void Output(PowerCycle? cycle, Action change)
    {
        bool? before;
        bool? after;
        lock (_gate)
        {
            // Checked under the lock that Reset takes: a dead cycle can never leave its mark on the pin.
            cycle?.ThrowIfLost();
            before = OutputNow();
            change();
            after = OutputNow();
        }

        if (before != after)
        {
            OutputChanged?.Invoke(this, after);
        }
    }

    private void DriveLocked(bool high)
    {
        bool before = LevelNow();
        _drivenLevel = high;
        bool after = LevelNow();
        if (before != after)
        {
            _edgeSeen?.Invoke(after);
        }
    }

    private bool? OutputNow()
    {
        return _mode is PinMode.Output or PinMode.OutputOpenDrain or PinMode.OutputOpenDrainPullUp
            or PinMode.OutputOpenSource or PinMode.OutputOpenSourcePullDown
            ? _outputLatch
            : null;
    }

    private bool LevelNow()
    {
        return _mode switch
        {
            null or PinMode.Input or PinMode.InputPullDown => _drivenLevel ?? false,
            PinMode.InputPullUp => _drivenLevel ?? true,
            PinMode.Output => _outputLatch,
            PinMode.OutputOpenDrain => _outputLatch && (_drivenLevel ?? false),
            PinMode.OutputOpenDrainPullUp => _outputLatch && (_drivenLevel ?? true),
            PinMode.OutputOpenSource or PinMode.OutputOpenSourcePullDown =>
                _outputLatch || (_drivenLevel ?? false),
            _ => throw new InvalidOperationException($"Pin {Number} has an unknown mode."),
        };
    }
}
