using System.Collections.Concurrent;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Esp32;
using Wugang.Sim.App.Consoles;
using Wugang.Sim.App.Meters;
using Wugang.Sim.App.Phone;
using Wugang.Sim.App.Sensors;
using Wugang.Sim.Board;
using Wugang.Sim.World.Air;
using Wugang.Sim.World.Meters;
using Wugang.Supervisor.Rules.Enrolment;
using Wugang.Supervisor.Server.Hosting;

namespace Wugang.Sim.App;

/// <summary>
/// A virtual ESP32 on the wall with what is wired to it, or near it: zones, meters, radio sensors, siren, keys, mains and a 12 V battery.
/// </summary>
internal sealed class VirtualNode : IDisposable
{
    private const int EmptyBatteryMv = 10500;
    private const int FullBatteryMv = 12900;

    /// <summary>The Wi-Fi networks of the building.</summary>
    public static readonly IReadOnlyList<VirtualWifiNetwork> Networks =
    [
        new VirtualWifiNetwork("nursery", "sunshine-2026", -48),
        new VirtualWifiNetwork("nursery-guest", "welcome", -61),
        new VirtualWifiNetwork("邻居", "not-ours", -83),
    ];

    private readonly VirtualBoard _board;
    private readonly NodeSettings _settings;
    private readonly NodeMeters _meters;
    private readonly NodeSensors _sensors;
    private readonly long[] _pulses;
    private readonly ConcurrentDictionary<string, bool> _held = [];

    /// <summary>Mounts the board and stores its settings on its flash drive; the board has no power yet.</summary>
    /// <param name="name">Where it hangs.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="keys">Its keys.</param>
    /// <param name="flashRoot">The folder that is its flash drive.</param>
    /// <param name="use">What flows through its meters.</param>
    /// <param name="isFresh">Whether settings and keys are left to somebody with a phone.</param>
    /// <exception cref="ArgumentException">The settings are not good; the message says where.</exception>
    public VirtualNode(
        BilingualName name, byte[] settings, byte[] keys, string flashRoot, BuildingUse use, bool isFresh = false)
    {
        Name = name;
        Papers = new SetupPapers(settings, keys);
        _settings = SettingsText.Read(settings, [.. VirtualAnalogInputs.Pins], out _, out string[] errors)
            ?? throw new ArgumentException(string.Join('\n', errors), nameof(settings));
        _pulses = new long[_settings.Meters.Length];
        _board = MakeBoard(flashRoot);
        _board.Crashed += (_, e) => Crashed?.Invoke(e.Exception);
        if (_settings.Siren.Pin != NodeSettings.NoPin)
        {
            _board.Pins[_settings.Siren.Pin].OutputChanged += (_, level) => SirenChanged?.Invoke(level == true);
        }

        if (_settings.BatteryClock is { } battery)
        {
            _board.I2c.At(battery.SdaPin, battery.SclPin).Attach(VirtualDs3231.Address, new VirtualDs3231(TimeProvider.System));
        }

        _board.Wifi.Networks = Networks;
        if (!isFresh)
        {
            Bring(settings, keys);
        }

        NodeKeys read = SettingsText.ReadKeys(keys, out _, out errors)
            ?? throw new ArgumentException(string.Join('\n', errors), nameof(keys));
        Console = new NodeConsole(_board, Id, read);
        Commands = new HeardCommands(_board, Id, read);
        _sensors = new NodeSensors(_board, _settings, read, use.Of);
        Zones = [.. _settings.Zones.Select(zone => new ZoneWire(_board, _sensors, zone))];
        ControlSettings controls = _settings.Controls;
        foreach (int key in (int[])[controls.ResetPin, controls.SilencePin, controls.SetPin])
        {
            Drive(key, false);
        }

        if (_settings.Siren.Loop is { } loop)
        {
            _board.AnalogInputs[loop.Channel].Ratio = (double)loop.EndOhm / (loop.PullUpOhm + loop.EndOhm);
        }

        SetMains(isOn: true);
        SetBattery(percent: 100);
        _meters = new NodeMeters(_board, _settings, use);
        _meters.Pulsed += (meter, count) => Interlocked.Add(ref _pulses[Meters.ToList().FindIndex(one => one.Name == meter)], count);
    }

    /// <summary>The firmware stopped on an exception.</summary>
    public event Action<Exception>? Crashed;

    /// <summary>The siren begins or ceases to sound, in each pause of its pattern too; raised on the firmware's thread.</summary>
    public event Action<bool>? SirenChanged;

    public BilingualName Name { get; }

    public NodeId Id => _settings.Node;

    /// <summary>What it prints, sends and hears.</summary>
    public NodeConsole Console { get; }

    /// <summary>What the supervisor has it do.</summary>
    public HeardCommands Commands { get; }

    /// <summary>What was said last on each of its serial lines: the question, the answer, and milliseconds since.</summary>
    public IEnumerable<(string Sent, string Heard, long? AgeMs)> SerialLines => _meters.Listeners.Select(listener => listener.Newest);

    /// <summary>The newest advertisement that it has heard.</summary>
    public HeardFrame? NewestFrame => _sensors.Newest;

    /// <summary>The keys and buttons that somebody holds: <c>set</c>, <c>silence</c>, <c>reset</c>, <c>setup</c>.</summary>
    public IEnumerable<string> HeldKeys => _held.Where(key => key.Value).Select(key => key.Key);

    /// <summary>What somebody sets it up with.</summary>
    public SetupPapers Papers { get; }

    /// <summary>The air around its antenna.</summary>
    public VirtualBluetooth Bluetooth => _board.Bluetooth;

    /// <summary>The network that it is in, over Wi-Fi; null for none.</summary>
    public string? Network => _board.Wifi.Joined;

    public bool IsSetupLampOn => _board.Pins[SetupPins.Lamp].OutputLevel == true;

    public IReadOnlyList<ZoneWire> Zones { get; }

    /// <summary>The settings that it was mounted with.</summary>
    public NodeSettings Settings => _settings;

    public IReadOnlyList<MeterSettings> Meters => _settings.Meters;

    /// <summary>The registered opening hours.</summary>
    public ScheduleSettings Schedule => _settings.Schedule;

    public bool IsPowered => _board.IsPowered;

    public bool IsSirenSounding => _board.Pins[_settings.Siren.Pin].OutputLevel == true;

    public bool IsBuzzerSounding => _settings.Controls.BuzzerPin != NodeSettings.NoPin
        && _board.Pins[_settings.Controls.BuzzerPin].SoundHz is not null;

    public bool IsLedOn => _settings.Controls.StatusLedPin != NodeSettings.NoPin
        && _board.Pins[_settings.Controls.StatusLedPin].OutputLevel == true;

    public bool IsMainsOn { get; private set; }

    /// <summary>Charge of the battery, 0 to 100.</summary>
    public int BatteryPercent { get; private set; }

    /// <summary>Pulses that a meter at a pulse output has given since the simulator started.</summary>
    public long PulsesOf(int meter)
    {
        return Interlocked.Read(ref _pulses[meter]);
    }

    /// <summary>Names of the radio sensors.</summary>
    public IReadOnlyCollection<string> Sensors => _sensors.Names;

    /// <summary>Does something to a radio sensor.</summary>
    public void DoToSensor(string name, Action<VirtualSensor> act)
    {
        _sensors.Do(name, act);
    }

    /// <summary>What a meter shows, in watt-hours or litres; null where it gives pulses.</summary>
    public long? RegisterOf(MeterSettings meter)
    {
        return meter.Sensor is not null ? _sensors.RegisterOf(meter.Name)
            : meter.Bus is not null ? DoToMeter(meter.Name, one => one.Register.Now)
            : null;
    }

    /// <summary>What flows through a meter at this moment, in watts or litres an hour; null where nothing stands beside its pulses.</summary>
    public long? FlowOf(MeterSettings meter)
    {
        return meter.Sensor is not null ? _sensors.FlowOf(meter.Name)
            : meter.Bus is not null ? DoToMeter(meter.Name, one => one.Register.FlowNow)
            : Meters.FirstOrDefault(other => other.Beside == meter.Name) is { } other ? FlowOf(other)
            : null;
    }

    /// <summary>Looks at a meter on a serial line, or does something to it.</summary>
    public T DoToMeter<T>(string name, Func<VirtualMeter, T> act)
    {
        return _meters.Do(name, act);
    }

    /// <summary>Holds or lets go the reset key.</summary>
    public void HoldResetKey(bool isTurned)
    {
        _held["reset"] = isTurned;
        Drive(_settings.Controls.ResetPin, isTurned);
    }

    /// <summary>Holds or lets go the key switch that sets <c>full</c> or leaves it.</summary>
    public void HoldSetKey(bool isTurned)
    {
        _held["set"] = isTurned;
        Drive(_settings.Controls.SetPin, isTurned);
    }

    /// <summary>Holds or lets go the button that silences the siren.</summary>
    public void HoldSilenceButton(bool isPressed)
    {
        _held["silence"] = isPressed;
        Drive(_settings.Controls.SilencePin, isPressed);
    }

    /// <summary>Holds or lets go the setup button.</summary>
    public void HoldSetupButton(bool isPressed)
    {
        _held["setup"] = isPressed;

        // Unlike all others it closes to ground when it is pressed.
        _board.Pins[SetupPins.Button].Drive(!isPressed);
    }

    /// <summary>Takes the mains away or gives it back; the battery keeps the board up.</summary>
    public void SetMains(bool isOn)
    {
        IsMainsOn = isOn;
        Drive(_settings.Supply.MainsPin, !isOn);
    }

    /// <summary>Sets the battery's charge, 0 to 100.</summary>
    public void SetBattery(int percent)
    {
        BatteryPercent = percent;
        if (_settings.Supply.BatteryChannel != SupplySettings.NoChannel)
        {
            _board.AnalogInputs[_settings.Supply.BatteryChannel].Ratio =
                Math.Min(1, (double)BatteryMv(percent) / _settings.Supply.FullScaleMv);
        }
    }

    /// <summary>Whether its radio reaches the Wi-Fi.</summary>
    public bool IsInReach => _board.Wifi.IsInReach;

    /// <summary>Whether its flash takes what is written.</summary>
    public bool IsFlashWorking => !_board.Flash.IsFailing;

    /// <summary>How far its clock is ahead of the truth.</summary>
    public TimeSpan ClockError => _board.Clock.Error;

    /// <summary>Takes the Wi-Fi out of reach, or brings it back.</summary>
    public void SetReach(bool isInReach)
    {
        _board.Wifi.IsInReach = isInReach;
    }

    /// <summary>Lets the flash refuse to write, or work again.</summary>
    public void SetFlash(bool isWorking)
    {
        _board.Flash.IsFailing = !isWorking;
    }

    /// <summary>Sets the clock wrong.</summary>
    public void JumpClock(TimeSpan by)
    {
        _board.Clock.Jump(by);
    }

    /// <summary>Lets the time server set it right.</summary>
    public void SetClockRight()
    {
        _board.Clock.SetRight();
    }

    /// <summary>The voltage of a battery with this charge, 0 to 100, in millivolts.</summary>
    public static int BatteryMv(int percent)
    {
        return EmptyBatteryMv + ((FullBatteryMv - EmptyBatteryMv) * percent / 100);
    }

    /// <summary>Gives the board power.</summary>
    public void PowerOn()
    {
        if (!_board.IsPowered)
        {
            _board.PowerOn(() => new NodeRuntime(_board.FlashRoot).Run());
        }
    }

    /// <summary>Takes all power away, that of the battery too.</summary>
    public void PowerOff()
    {
        _board.PowerOff();
    }

    /// <summary>Cuts the power for good and takes meters and sensors away.</summary>
    public void Dispose()
    {
        PowerOff();
        _meters.Dispose();
        _sensors.Dispose();
    }

    /// <summary>
    /// Puts keys and configuration onto the flash drive, as a person does; a configuration only where it differs from what was brought
    /// before, so that one that came from the supervisor meanwhile stays.
    /// </summary>
    private void Bring(byte[] settings, byte[] keys)
    {
        string brought = Path.TrimEndingDirectorySeparator(_board.FlashRoot) + ".json";
        if (!File.Exists(brought) || !File.ReadAllBytes(brought).AsSpan().SequenceEqual(settings))
        {
            PrivateFile.Write(Path.Combine(_board.FlashRoot, NodeRuntime.ConfigurationFileName), settings);
            PrivateFile.Write(brought, settings);
        }

        PrivateFile.Write(Path.Combine(_board.FlashRoot, NodeRuntime.KeysFileName), keys);
    }

    /// <summary>The folder is its owner's alone, since the keys are in it.</summary>
    private static VirtualBoard MakeBoard(string flashRoot)
    {
        VirtualBoard board = new(flashRoot);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(board.FlashRoot, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return board;
    }

    private void Drive(int pin, bool isHigh)
    {
        if (pin != NodeSettings.NoPin)
        {
            _board.Pins[pin].Drive(isHigh);
        }
    }
}
