using Wugang.Firmware.Core.Config;
using Wugang.Sim.World.Board;

namespace Wugang.Sim.World;

/// <summary>A zone as it hangs on the wall: a contact or a loop, what moves it, and what is done to its wire.</summary>
public sealed class WorldZone
{
    private readonly WorldContact? _contact;
    private readonly WorldLoop? _loop;
    private WireState _wire;

    internal WorldZone(ZoneSettings settings, WorldBoard board)
    {
        Settings = settings;
        _contact = settings.Loop is null ? board.ContactAt(settings.Pin) : null;
        _loop = settings.Loop is null ? null : new WorldLoop(settings.Loop, board.AnalogAt(settings.Loop.Channel));
    }

    /// <summary>What it watches has become active or normal.</summary>
    public event Action<bool>? Moved;

    public ZoneSettings Settings { get; }

    public string Name => Settings.Name;

    /// <summary>Whether what it watches is open, pressed, smoky, moving, leaking.</summary>
    public bool IsActive { get; private set; }

    /// <summary>Whether its wire is a loop, so that a fault can be told from an alarm.</summary>
    public bool IsLoop => _loop is not null;

    /// <summary>What has happened to its wire.</summary>
    public WireState Wire => _loop?.Wire ?? _wire;

    /// <summary>Whether its wire is a loop that is damaged in a way that can be told from an alarm.</summary>
    public bool ShowsDamage => _loop?.ShowsDamage == true;

    public void SetActive(bool isActive)
    {
        IsActive = isActive;
        _loop?.SetActive(isActive);
        DriveContact();
        Moved?.Invoke(isActive);
    }

    /// <summary>Cuts the wire, shorts it, or makes it whole. A plain contact whose wire is cut reads open, shorted closed.</summary>
    public void SetWire(WireState wire)
    {
        _wire = wire;
        _loop?.SetWire(wire);
        DriveContact();
    }

    /// <summary>Puts another resistance in the loop's place, in ohms.</summary>
    /// <exception cref="InvalidOperationException">The zone is a plain contact.</exception>
    public void SetForeign(int ohm)
    {
        if (_loop is null)
        {
            throw new InvalidOperationException($"The zone {Name} is no loop.");
        }

        _loop.SetForeign(ohm);
    }

    private void DriveContact()
    {
        _contact?.Set(_wire == WireState.Whole ? IsActive : _wire == WireState.Cut);
    }
}
