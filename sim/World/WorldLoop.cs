using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Sim.World.Board;

namespace Wugang.Sim.World;

/// <summary>What has happened to a wire.</summary>
public enum WireState
{
    /// <summary>Nothing: it is whole.</summary>
    Whole,

    /// <summary>Cut through: no current flows.</summary>
    Cut,

    /// <summary>Its two ends touch.</summary>
    Short,

    /// <summary>Somebody put another resistance into it.</summary>
    Foreign,
}

/// <summary>A loop with its resistors between an ADC channel and ground, as ohms that become a voltage.</summary>
public sealed class WorldLoop
{
    private readonly LoopSettings _settings;
    private readonly WorldAnalogInput _input;
    private bool _isActive;
    private int _foreignOhm;

    /// <summary>Hangs the loop up: whole, its contact in the normal state.</summary>
    internal WorldLoop(LoopSettings settings, WorldAnalogInput input)
    {
        _settings = settings;
        _input = input;
        Drive();
    }

    public WireState Wire { get; private set; }

    /// <summary>
    /// Whether its wire is damaged in a way that can be told from an alarm: with one resistor the cut of a contact that opens, or the
    /// short of one that closes, is an alarm.
    /// </summary>
    public bool ShowsDamage =>
        Wire != WireState.Whole
        && (_settings.AlarmOhm != 0 || Wire != (_settings.OpensWhenActive ? WireState.Cut : WireState.Short));

    /// <summary>The resistance between its ends, in ohms; null where no current flows.</summary>
    public int? Ohm => Wire switch
    {
        WireState.Whole => OhmOfContact(),
        WireState.Cut => null,
        WireState.Short => 0,
        WireState.Foreign => _foreignOhm,
        _ => throw new InvalidOperationException("A wire in no known state."),
    };

    /// <summary>Lets the contact be active or normal.</summary>
    public void SetActive(bool isActive)
    {
        _isActive = isActive;
        Drive();
    }

    /// <summary>Cuts the wire, shorts it, or makes it whole.</summary>
    public void SetWire(WireState wire)
    {
        Wire = wire;
        Drive();
    }

    /// <summary>Puts this resistance in the loop's place, in ohms.</summary>
    public void SetForeign(int ohm)
    {
        _foreignOhm = ohm;
        SetWire(WireState.Foreign);
    }

    private void Drive()
    {
        _input.Set(Ohm is { } ohm ? CountsOf(ohm) : Limits.AnalogFullScale);
    }

    private int? OhmOfContact()
    {
        long end = _settings.EndOhm;
        long alarm = _settings.AlarmOhm;
        return !_isActive ? (int)end
            : alarm == 0 ? (_settings.OpensWhenActive ? null : 0)
            : (int)(_settings.OpensWhenActive ? end + alarm : end * alarm / (end + alarm));
    }

    private int CountsOf(long ohm)
    {
        return (int)(ohm * Limits.AnalogFullScale / (ohm + _settings.PullUpOhm));
    }
}
