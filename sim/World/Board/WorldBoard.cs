using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Journal;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Node.Ports;
using Wugang.Sim.World.Network;

namespace Wugang.Sim.World.Board;

/// <summary>
/// A board in the virtual world. What hangs on it and what is on its flash stay when the power goes; the time of day,
/// counters, outputs and the connection do not.
/// </summary>
public sealed class WorldBoard : IBoard
{
    private readonly VirtualTime _time;
    private readonly Faults _faults;
    private readonly SeededRandom _contactRandom;
    private readonly SeededRandom _analogRandom;
    private readonly SeededRandom _flashRandom;
    private readonly SeededRandom _linkRandom;
    private AdvertisementRing? _ring;
    private readonly SortedDictionary<int, WorldContact> _contacts = [];
    private readonly SortedDictionary<int, WorldAnalogInput> _analogInputs = [];
    private readonly SortedDictionary<int, WorldPulseInput> _pulseInputs = [];
    private readonly SortedDictionary<int, WorldSerialLine> _serialLines = [];
    private readonly SortedDictionary<int, WorldOutput> _outputs = [];

    /// <param name="time">The world's time.</param>
    /// <param name="broker">The broker that the node connects to.</param>
    /// <param name="settings">The node's settings: its name and its topics.</param>
    /// <param name="faults">What may go wrong by itself.</param>
    /// <param name="seed">The world's seed.</param>
    internal WorldBoard(VirtualTime time, WorldBroker broker, NodeSettings settings, Faults faults, long seed)
    {
        string name = settings.Node.Value;
        SeededRandom clockRandom = new(seed, name + "/clock");
        _time = time;
        _faults = faults;
        _contactRandom = new SeededRandom(seed, name + "/contacts");
        _analogRandom = new SeededRandom(seed, name + "/analog");
        _flashRandom = new SeededRandom(seed, name + "/flash");
        _linkRandom = new SeededRandom(seed, name + "/link");
        Oscillator = new WorldOscillator(
            time, (int)clockRandom.Between(-faults.OscillatorErrorPpm, faults.OscillatorErrorPpm));
        TimeOfDay = new WorldClock(time, Oscillator)
        {
            SntpErrorMs = clockRandom.Between(-faults.TimeErrorMaxMs, faults.TimeErrorMaxMs),
        };
        ClockChip = new WorldClockChip(time);
        Flash = new WorldStorage(_flashRandom, faults);
        Connection = new WorldLink(time, broker, settings.Node, _linkRandom, faults);
    }

    /// <summary>An input has changed; true if the board can know of it before it polls.</summary>
    internal event Action<bool>? InputChanged;

    /// <summary>How often something has gone wrong by itself.</summary>
    public long FaultCount => _contactRandom.HappenedCount + _flashRandom.HappenedCount + _linkRandom.HappenedCount;

    /// <summary>Whether the board has power.</summary>
    public bool IsPowered { get; private set; }

    public WorldOscillator Oscillator { get; }

    public WorldClock TimeOfDay { get; }

    /// <summary>The clock with a battery, where the settings name one.</summary>
    public WorldClockChip ClockChip { get; }

    public WorldStorage Flash { get; }

    public WorldLink Connection { get; }

    public IClock Clock => TimeOfDay;

    public IStorage Storage => Flash;

    public IMac Mac { get; } = new WorldMac();

    public IBlockCipher Cipher { get; } = new WorldCipher();

    public ITelemetryLink Link => Connection;

    /// <summary>The converter's channels have GPIOs that nothing else in the world is wired to: 36 to 45.</summary>
    public static int[] ChannelPins => [.. Enumerable.Range(36, Limits.MaxChannel + 1)];

    public int[] PinOfChannel { get; } = ChannelPins;

    /// <summary>What hangs on a GPIO as a contact; closed at first.</summary>
    public WorldContact ContactAt(int pin)
    {
        if (!_contacts.TryGetValue(pin, out WorldContact? contact))
        {
            _contacts[pin] = contact = new WorldContact(_time, Oscillator, _contactRandom, _faults);
            contact.Changed += isSeen => InputChanged?.Invoke(isSeen);
        }

        return contact;
    }

    /// <summary>What hangs on an ADC channel; ground at first.</summary>
    public WorldAnalogInput AnalogAt(int channel)
    {
        if (!_analogInputs.TryGetValue(channel, out WorldAnalogInput? input))
        {
            _analogInputs[channel] = input = new WorldAnalogInput(_analogRandom, _faults);
            input.Changed += () => InputChanged?.Invoke(false);
        }

        return input;
    }

    /// <summary>The meter at a GPIO.</summary>
    public WorldPulseInput PulsesAt(int pin)
    {
        if (!_pulseInputs.TryGetValue(pin, out WorldPulseInput? input))
        {
            _pulseInputs[pin] = input = new WorldPulseInput(_time);
        }

        return input;
    }

    /// <summary>The serial line at a UART.</summary>
    public WorldSerialLine SerialAt(int port)
    {
        if (!_serialLines.TryGetValue(port, out WorldSerialLine? line))
        {
            _serialLines[port] = line = new WorldSerialLine(_time);
        }

        return line;
    }

    /// <summary>What a GPIO drives.</summary>
    public WorldOutput OutputAt(int pin)
    {
        if (!_outputs.TryGetValue(pin, out WorldOutput? output))
        {
            _outputs[pin] = output = new WorldOutput(_time);
        }

        return output;
    }

    public IDigitalInput OpenInput(int pin)
    {
        return ContactAt(pin);
    }

    public IAnalogInput OpenAnalog(int channel)
    {
        return AnalogAt(channel);
    }

    public IPulseInput OpenPulses(int pin)
    {
        return PulsesAt(pin);
    }

    public IByteBus OpenSerial(SerialLineSettings line)
    {
        return SerialAt(line.Port);
    }

    public IClockChip OpenClockChip(BatteryClockSettings battery)
    {
        return ClockChip;
    }

    public AdvertisementRing OpenScanner(long[] addresses)
    {
        _ring = new AdvertisementRing(addresses);
        return _ring;
    }

    public IDigitalOutput OpenOutput(int pin)
    {
        return OutputAt(pin);
    }

    public IDigitalOutput OpenBuzzer(int pin)
    {
        return OutputAt(pin);
    }

    /// <summary>The meter at a GPIO gives pulses.</summary>
    public void GivePulses(int pin, long count)
    {
        PulsesAt(pin).Give(count);
    }

    /// <summary>The radio has heard an advertisement of a sensor: what is behind the UUID.</summary>
    /// <returns>Whether it listens.</returns>
    internal bool Hear(long address, int signalDbm, byte[] serviceData)
    {
        if (_ring?.Add(address, signalDbm, serviceData, Oscillator.UpMs) == true)
        {
            InputChanged?.Invoke(true);
        }

        return _ring is not null;
    }

    internal void PowerOn()
    {
        IsPowered = true;
        Oscillator.Boot();
        foreach (WorldContact contact in _contacts.Values)
        {
            contact.Forget();
        }

        foreach (WorldPulseInput input in _pulseInputs.Values)
        {
            input.Forget();
        }
    }

    internal void PowerOff()
    {
        IsPowered = false;
        TimeOfDay.Forget();
        Connection.LosePower();
        _ring = null;
        foreach (WorldSerialLine line in _serialLines.Values)
        {
            line.Forget();
        }

        foreach (WorldOutput output in _outputs.Values)
        {
            output.Write(false);
        }
    }
}
