using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Esp32;
using Wugang.Sim.Board;
using Wugang.Supervisor.Rules.Enrolment;
using Wugang.Supervisor.Server;

namespace Wugang.Sim.App;

/// <summary>
/// A virtual ESP32 on the wall with what is wired to it: zones, pulse outputs, siren, keys, mains and a 12 V battery.
/// </summary>
internal sealed class VirtualNode
{
    private const int EmptyBatteryMv = 10500;
    private const int FullBatteryMv = 12900;

    private readonly VirtualBoard _board;
    private readonly NodeSettings _settings;
    private readonly long[] _pulses;

    /// <summary>Mounts the board and stores its settings on its flash drive; the board has no power yet.</summary>
    /// <exception cref="ArgumentException">The settings are not good; the message says where.</exception>
    public VirtualNode(BilingualName name, byte[] settings, string flashRoot)
    {
        Name = name;
        _settings = SettingsText.Read(settings, [.. VirtualAnalogInputs.Pins], out string[] errors)
            ?? throw new ArgumentException(string.Join('\n', errors), nameof(settings));
        _pulses = new long[_settings.Meters.Length];
        _board = new VirtualBoard(flashRoot);
        _board.Crashed += (_, e) => Crashed?.Invoke(e.Exception);
        if (_settings.Siren.Pin != NodeSettings.NoPin)
        {
            _board.Pins[_settings.Siren.Pin].OutputChanged += (_, level) => SirenChanged?.Invoke(level == true);
        }

        PrivateFile.Write(Path.Combine(flashRoot, NodeRuntime.SettingsFileName), settings);
        Zones = [.. _settings.Zones.Select(zone => new ZoneWire(_board, zone))];
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
    }

    /// <summary>The firmware stopped on an exception.</summary>
    public event Action<Exception>? Crashed;

    /// <summary>The siren begins or ceases to sound, in each pause of its pattern too; raised on the firmware's thread.</summary>
    public event Action<bool>? SirenChanged;

    public BilingualName Name { get; }

    public NodeId Id => _settings.Node;

    public IReadOnlyList<ZoneWire> Zones { get; }

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

    /// <summary>Pulses that a meter has given since the simulator started.</summary>
    public long PulsesOf(int meter)
    {
        return _pulses[meter];
    }

    /// <summary>Holds or lets go the reset key.</summary>
    public void HoldResetKey(bool isTurned)
    {
        Drive(_settings.Controls.ResetPin, isTurned);
    }

    /// <summary>Holds or lets go the key switch that sets <c>full</c> or leaves it.</summary>
    public void HoldSetKey(bool isTurned)
    {
        Drive(_settings.Controls.SetPin, isTurned);
    }

    /// <summary>Holds or lets go the button that silences the siren.</summary>
    public void HoldSilenceButton(bool isPressed)
    {
        Drive(_settings.Controls.SilencePin, isPressed);
    }

    /// <summary>Lets a meter give pulses. They are lost to a board without power.</summary>
    public void Pulse(int meter, int count)
    {
        _pulses[meter] += count;
        _board.Pins[_settings.Meters[meter].Pin].Pulse(count);
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
            double voltageMv = EmptyBatteryMv + ((FullBatteryMv - EmptyBatteryMv) * percent / 100.0);
            _board.AnalogInputs[_settings.Supply.BatteryChannel].Ratio = Math.Min(1, voltageMv / _settings.Supply.FullScaleMv);
        }
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

    private void Drive(int pin, bool isHigh)
    {
        if (pin != NodeSettings.NoPin)
        {
            _board.Pins[pin].Drive(isHigh);
        }
    }
}
