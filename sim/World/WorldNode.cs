using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Node;
using Wugang.Sim.World.Air;
using Wugang.Sim.World.Board;
using Wugang.Sim.World.Meters;
using Wugang.Sim.World.Network;

namespace Wugang.Sim.World;

/// <summary>
/// A node on the wall: its board, what hangs on it, and the firmware, which runs when it asked to, when an input changed
/// and when the network has something for it.
/// </summary>
public sealed class WorldNode
{
    // The board polls its inputs, since an interrupt can be missed and an analog input has none.
    private const int PollMs = 10;

    // SNTP is asked after the start, until it has answered again and again, and then every hour.
    private const int SntpAfterMs = 1000;
    private const int SntpRetryMs = 15_000;
    private const int SntpAgainMs = 3_600_000;
    private const int PressMs = 600;
    private const int RestartMs = 1000;

    private readonly VirtualTime _time;
    private readonly Action _runStep;
    private readonly Action _playSignals;
    private SafetyNode? _firmware;
    private long _plannedMs = long.MaxValue;
    private long _signalsAtMs;
    private int _life;

    /// <summary>Mounts the node; it has no power yet.</summary>
    /// <param name="time">The world's time.</param>
    /// <param name="broker">The broker it connects to.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="keys">Its keys.</param>
    /// <param name="faults">What may go wrong by itself.</param>
    /// <param name="seed">The world's seed.</param>
    /// <param name="consumptionOf">What flows through a meter; null for a kindergarten's days from now on.</param>
    public WorldNode(
        VirtualTime time,
        WorldBroker broker,
        NodeSettings settings,
        NodeKeys keys,
        Faults faults,
        long seed,
        Func<MeterSettings, Consumption>? consumptionOf = null)
    {
        _time = time;
        _runStep = RunPlannedStep;
        _playSignals = PlayPlannedSignals;
        Settings = settings;
        Keys = keys;
        Board = new WorldBoard(time, broker, settings, faults, seed);
        Air = new WorldAir(time, Board.Hear, faults, new SeededRandom(seed, Name + "/air"));
        Sensors = SensorFitter.Hang(settings, keys, Air, time, seed);
        Zones =
        [
            .. settings.Zones.Select(zone => new WorldZone(zone, Board, zone.Sensor is null ? null : Sensors[zone.Sensor.Name])),
        ];
        SirenLoop = settings.Siren.Loop is null
            ? null
            : new WorldLoop(settings.Siren.Loop, Board.AnalogAt(settings.Siren.Loop.Channel));
        Meters = FitMeters(faults, seed, consumptionOf);
        Board.InputChanged += NoticeInput;
        Board.Connection.Changed += () => WakeAt(_time.NowMs);
        Board.Connection.Stalled += stallMs => FrozenUntilMs = _time.NowMs + stallMs;
    }

    /// <summary>The firmware has taken a step.</summary>
    public event Action? Stepped;

    public NodeSettings Settings { get; }

    public NodeKeys Keys { get; }

    /// <summary>The node's whole name.</summary>
    public string Name => Settings.Node.Value;

    public WorldBoard Board { get; }

    public IReadOnlyList<WorldZone> Zones { get; }

    /// <summary>The meters on its serial lines, by the names in its settings.</summary>
    public IReadOnlyDictionary<string, VirtualMeter> Meters { get; }

    /// <summary>The radio sensors, by the names in its settings.</summary>
    public IReadOnlyDictionary<string, VirtualSensor> Sensors { get; }

    /// <summary>The air between them and the node.</summary>
    public WorldAir Air { get; }

    /// <summary>The loop over the siren, or null where the board cannot watch it.</summary>
    public WorldLoop? SirenLoop { get; }

    public WorldOutput Siren => Board.OutputAt(Settings.Siren.Pin);

    /// <summary>Until when the network keeps the board from running, milliseconds since 1970 UTC.</summary>
    public long FrozenUntilMs { get; private set; }

    /// <summary>The firmware while it runs; null without power.</summary>
    public SafetyNode? Firmware => _firmware;

    /// <summary>Gives the board power: it boots at once.</summary>
    public void PowerOn()
    {
        if (_firmware is not null)
        {
            return;
        }

        int life = ++_life;
        Board.PowerOn();
        FrozenUntilMs = 0;
        Guard(Boot);
        WakeAt(_time.NowMs);
        _time.After(SntpAfterMs, () => AskForTime(life));
    }

    /// <summary>Takes the power away, at this instant and in the middle of whatever goes on.</summary>
    public void PowerOff()
    {
        _life++;
        _firmware = null;
        _plannedMs = long.MaxValue;
        Board.PowerOff();
        foreach (VirtualSensor sensor in Sensors.Values)
        {
            sensor.Forget();
        }
    }

    /// <summary>Puts a configuration into the node's store, as somebody did who set it up.</summary>
    /// <param name="configuration">Canonical text that is good.</param>
    public void SetUp(byte[] configuration)
    {
        new NodeStore(Board.Flash).Put(configuration, null, null);
    }

    /// <summary>Turns a key or presses a button for as long as a hand does.</summary>
    /// <param name="pin">Where it is wired, one of <see cref="ControlSettings"/>.</param>
    public void Press(int pin)
    {
        Board.ContactAt(pin).Set(true);
        _time.After(PressMs, () => Board.ContactAt(pin).Set(false));
    }

    /// <summary>Presses a panic button, or moves any other zone, for a while.</summary>
    public void Press(WorldZone zone, long forMs)
    {
        zone.SetActive(true);
        _time.After(forMs, () => zone.SetActive(false));
    }

    /// <summary>Lets mains be there or not; the battery keeps the board running.</summary>
    public void SetMains(bool isThere)
    {
        Board.ContactAt(Settings.Supply.MainsPin).Set(!isThere);
    }

    /// <summary>Sets the battery's voltage, in millivolts.</summary>
    public void SetBattery(int millivolts)
    {
        int counts = (int)((long)millivolts * Limits.AnalogFullScale / Settings.Supply.FullScaleMv);
        Board.AnalogAt(Settings.Supply.BatteryChannel).Set(counts);
    }

    /// <summary>
    /// Hangs a meter on the line for each that the settings name, and connects the pulse output of each that has one beside
    /// it. A pulse meter alone gives pulses by hand.
    /// </summary>
    private SortedDictionary<string, VirtualMeter> FitMeters(Faults faults, long seed, Func<MeterSettings, Consumption>? consumptionOf)
    {
        SortedDictionary<string, VirtualMeter> meters = new(StringComparer.Ordinal);
        foreach (MeterSettings settings in Settings.Meters.Where(meter => meter.Bus is not null))
        {
            Rs485Line line = Board.SerialAt(settings.Bus.Port).Line;
            VirtualMeter meter = MeterFitter.Hang(settings, line, faults.MeterAnswers, Name, seed, consumptionOf?.Invoke(settings));
            meters[settings.Name] = meter;
            if (Settings.Meters.FirstOrDefault(other => other.Name == settings.Beside) is { } partner)
            {
                Board.PulsesAt(partner.Pin).Attach(PulseOutput.Of(partner, meter.Register, faults.BouncingPulses));
            }
        }

        return meters;
    }

    /// <summary>Starts with what the flash holds, or, where nobody has put anything there, with what the node was mounted with.</summary>
    private void Boot()
    {
        NodeStore store = new(Board.Flash);
        store.BeginStart();
        NodeSetup setup = NodeSetup.Read(store, Board.PinOfChannel);
        _firmware = new SafetyNode(setup.Settings ?? Settings, setup.Keys ?? Keys, store, Board);
    }

    /// <summary>The firmware has asked to be started anew.</summary>
    private void Restart()
    {
        PowerOff();
        int life = _life;
        _time.After(RestartMs, () =>
        {
            if (life == _life)
            {
                PowerOn();
            }
        });
    }

    private void NoticeInput(bool isSeen)
    {
        long upMs = Board.Oscillator.UpMs;
        WakeAt(isSeen ? _time.NowMs : Board.Oscillator.TrueMsOf(((upMs / PollMs) + 1) * PollMs));
    }

    private void AskForTime(int life)
    {
        if (life != _life)
        {
            return;
        }

        if (Board.Connection.IsPathUp)
        {
            Board.TimeOfDay.Synchronise();
        }

        if (Board.TimeOfDay.IsKnown)
        {
            WakeAt(_time.NowMs);
        }

        _time.After(Board.TimeOfDay.IsKnown ? SntpAgainMs : SntpRetryMs, () => AskForTime(life));
    }

    /// <summary>Plans a step, unless one is planned before.</summary>
    private void WakeAt(long atMs)
    {
        long dueMs = Math.Max(atMs, FrozenUntilMs);
        if (_firmware is not null && dueMs < _plannedMs)
        {
            _plannedMs = dueMs;
            _time.At(dueMs, _runStep);
        }
    }

    private void RunPlannedStep()
    {
        if (_firmware is null || _time.NowMs < _plannedMs)
        {
            return; // It was planned for an earlier life, or the step it was planned for has been taken.
        }

        if (_time.NowMs < FrozenUntilMs)
        {
            _plannedMs = long.MaxValue;
            WakeAt(FrozenUntilMs);
            return;
        }

        _plannedMs = long.MaxValue;
        Guard(Step);
        if (_firmware?.NeedsRestart == true)
        {
            Restart();
        }

        Stepped?.Invoke();
    }

    private void Step()
    {
        SafetyNode firmware = _firmware!;
        long upMs = Board.Oscillator.UpMs;
        long dueMs = Math.Max(firmware.Step(upMs), upMs + 1);
        if (dueMs < long.MaxValue / 2 && firmware == _firmware)
        {
            WakeAt(Board.Oscillator.TrueMsOf(dueMs));
            PlaySignals();
        }
    }

    /// <summary>Lets the patterns of siren, buzzer and lamp go on, and plans when they do so next.</summary>
    private void PlaySignals()
    {
        long upMs = Board.Oscillator.UpMs;
        long dueMs = _firmware!.PlaySignals(upMs);
        if (dueMs < long.MaxValue / 2)
        {
            long atMs = Board.Oscillator.TrueMsOf(Math.Max(dueMs, upMs + 1));
            if (_signalsAtMs <= _time.NowMs || atMs < _signalsAtMs)
            {
                _signalsAtMs = atMs;
                _time.At(atMs, _playSignals);
            }
        }
    }

    private void PlayPlannedSignals()
    {
        if (_firmware is not null && _time.NowMs == _signalsAtMs && _time.NowMs >= FrozenUntilMs)
        {
            PlaySignals();
        }
    }

    /// <summary>Runs the firmware; the power may go in the middle.</summary>
    private void Guard(Action run)
    {
        try
        {
            run();
        }
        catch (PowerLostException)
        {
            PowerOff();
        }
    }
}
