using nanoFramework.Networking;

namespace Wugang.Sim.Board;

/// <summary>
/// One simulated ESP32-S3. The nanoFramework device API in this assembly acts on the board whose firmware
/// calls it, so any number of boards live in one process. The outside world drives and observes it from any
/// thread, but switches its power from one thread at a time.
/// </summary>
public sealed class VirtualBoard
{
    /// <summary>How long a power cut waits for the firmware's main thread to notice.</summary>
    public const int StopTimeoutMs = 5000;

    private readonly Lock _gate = new();

    // Held while the power changes: a reboot comes from the firmware's side, whatever the world does meanwhile.
    private readonly Lock _switch = new();
    private PowerCycle? _cycle;
    private Thread? _main;
    private ThreadStart? _firmware;

    /// <param name="flashRoot">
    /// The directory that stands for the internal flash drive; made if it is missing.
    /// </param>
    public VirtualBoard(string flashRoot)
    {
        string fullPath = Path.GetFullPath(flashRoot);
        FlashRoot = Path.TrimEndingDirectorySeparator(fullPath) + Path.DirectorySeparatorChar;
        Directory.CreateDirectory(FlashRoot);
        Pins = new VirtualPins();
        AnalogInputs = new VirtualAnalogInputs();
        Uarts = new VirtualUarts();
        I2c = new VirtualI2cBuses();
        Bluetooth = new VirtualBluetooth();
        Wifi = new VirtualWifi();
        Clock = new VirtualClock();
        Flash = new VirtualFlash();
    }

    /// <summary>
    /// The firmware did not handle an exception: in its main, in a thread of its own or in an interrupt
    /// handler. Raised on that thread. The board stays powered with that thread gone, as a chip without a
    /// watchdog would.
    /// </summary>
    public event EventHandler<CrashedEventArgs>? Crashed;

    /// <summary>The firmware prints a line; raised on its thread.</summary>
    public event Action<string>? Printed;

    /// <summary>
    /// The board whose firmware is calling. It flows into every thread that firmware starts.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// The calling thread does not belong to a board's firmware.
    /// </exception>
    /// <exception cref="PowerLostException">The power cycle of the calling thread has ended.</exception>
    public static VirtualBoard Current => PowerCycle.Current.Board;

    /// <summary>What the wires outside the chip see. Driven levels outlast power cuts.</summary>
    public VirtualPins Pins { get; }

    /// <summary>The voltages on the ADC channels. They outlast power cuts.</summary>
    public VirtualAnalogInputs AnalogInputs { get; }

    /// <summary>The serial lines at the chip.</summary>
    public VirtualUarts Uarts { get; }

    /// <summary>What hangs on its I2C buses.</summary>
    public VirtualI2cBuses I2c { get; }

    /// <summary>The air around the chip's antenna.</summary>
    public VirtualBluetooth Bluetooth { get; }

    /// <summary>The Wi-Fi networks around it.</summary>
    public VirtualWifi Wifi { get; }

    /// <summary>Its time of day.</summary>
    public VirtualClock Clock { get; }

    /// <summary>Its internal flash, which <see cref="FlashRoot"/> stands for.</summary>
    public VirtualFlash Flash { get; }

    /// <summary>
    /// Full path of the internal flash drive, ending with a directory separator. It outlasts power cuts.
    /// </summary>
    public string FlashRoot { get; }

    public bool IsPowered
    {
        get
        {
            lock (_gate)
            {
                return _cycle is { IsLost: false };
            }
        }
    }

    /// <summary>
    /// Whether the firmware has fetched the time since power-on. The host's clock is the time server.
    /// </summary>
    public bool IsTimeSynchronised
    {
        get
        {
            lock (_gate)
            {
                return _cycle is not null && _cycle.StaticOf<SntpState>().IsSynchronised;
            }
        }
    }

    /// <summary>Applies the mains and runs the firmware's main on a new background thread.</summary>
    /// <remarks>
    /// The board stays powered after <paramref name="main"/> returns, until <see cref="PowerOff"/>.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The board already has power.</exception>
    public void PowerOn(ThreadStart main)
    {
        ArgumentNullException.ThrowIfNull(main);
        PowerOn(main, DateTime.UnixEpoch);
    }

    private void PowerOn(ThreadStart main, DateTime clock)
    {
        FirmwareThreads.Guard();
        lock (_switch)
        {
            lock (_gate)
            {
                if (_cycle is not null)
                {
                    throw new InvalidOperationException("The virtual board already has power.");
                }

                PowerCycle cycle = new(this);
                VirtualClock.Begin(cycle, clock);
                _cycle = cycle;
                _firmware = main;
                _main = new Thread(() => RunMain(cycle, main)) { IsBackground = true, Name = "Firmware main" };
                cycle.Interrupts.Start();
                _main.Start();
            }
        }
    }

    /// <summary>
    /// Cuts the mains. Sockets are aborted without a goodbye, outputs float, counters are lost, and every
    /// handle of this power cycle throws <see cref="PowerLostException"/> from now on.
    /// </summary>
    /// <returns>
    /// Whether the firmware's main thread has ended, waiting at most <see cref="StopTimeoutMs"/>. A main that
    /// has not ended is harmless to the next power cycle. Always false when the main thread itself cuts its
    /// power.
    /// </returns>
    public bool PowerOff()
    {
        lock (_switch)
        {
            PowerCycle? cycle;
            Thread? main;
            lock (_gate)
            {
                cycle = _cycle;
                main = _main;
            }

            if (cycle is null || main is null)
            {
                return true;
            }

            // The board counts as powered off at once, but takes no new power before its pins are at rest.
            cycle.Lose();
            Pins.Reset();
            Wifi.Leave();
            lock (_gate)
            {
                _cycle = null;
                _main = null;
            }

            return main != Thread.CurrentThread && main.Join(StopTimeoutMs);
        }
    }

    /// <summary>
    /// Ends a power cycle and begins the next with the same firmware, unless the world has cut the mains meanwhile. The chip's clock runs on,
    /// as that of an ESP32 does over a restart of the software.
    /// </summary>
    internal void Reboot(PowerCycle cycle)
    {
        lock (_switch)
        {
            if (_cycle == cycle && _firmware is { } firmware)
            {
                DateTime clock = Clock.Read(cycle);
                PowerOff();
                PowerOn(firmware, clock);
            }
        }
    }

    internal void Print(string text)
    {
        Printed?.Invoke(text);
    }

    internal void OnCrashed(Exception exception)
    {
        Crashed?.Invoke(this, new CrashedEventArgs(exception));
    }

    private static void RunMain(PowerCycle cycle, ThreadStart main)
    {
        cycle.Enter();
        cycle.RunFirmware(() => main());
    }
}
