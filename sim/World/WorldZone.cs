using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Node.Drivers.Bthome;
using Wugang.Sim.World.Air;
using Wugang.Sim.World.Board;

namespace Wugang.Sim.World;

/// <summary>
/// A zone as it hangs on the wall: a contact, a loop or a radio sensor, what moves it, and what is done to its wire; a sensor whose wire is
/// not whole is out of order.
/// </summary>
public sealed class WorldZone
{
    private readonly WorldContact? _contact;
    private readonly WorldLoop? _loop;
    private readonly VirtualSensor? _sensor;
    private readonly byte _object;
    private WireState _wire;
    private bool _wasHeardActive;

    internal WorldZone(ZoneSettings settings, WorldBoard board, VirtualSensor? sensor)
    {
        Settings = settings;
        _sensor = sensor;
        if (sensor is not null)
        {
            _object = BthomeObject.IdOf(settings.Object);
            sensor.Watch(_object);
            sensor.Heard += NoticeHeard;
            return;
        }

        _contact = settings.Loop is null ? board.ContactAt(settings.Pin) : null;
        _loop = settings.Loop is null ? null : new WorldLoop(settings.Loop, board.AnalogAt(settings.Loop.Channel));
    }

    /// <summary>What it watches has become active or normal; of a radio sensor, once the node has heard of it.</summary>
    public event Action<bool>? Moved;

    public ZoneSettings Settings { get; }

    public string Name => Settings.Name;

    /// <summary>Whether what it watches is open, pressed, smoky, moving, leaking.</summary>
    public bool IsActive { get; private set; }

    /// <summary>Whether its wire is a loop, so that a fault can be told from an alarm.</summary>
    public bool IsLoop => _loop is not null;

    /// <summary>The resistance of its loop, in ohms; null where no current flows, and of a zone that is no loop.</summary>
    public int? Ohm => _loop?.Ohm;

    /// <summary>What has happened to its wire.</summary>
    public WireState Wire => _loop?.Wire ?? _wire;

    /// <summary>
    /// Whether its wire is a loop that is damaged in a way that can be told from an alarm, or whether its sensor was not heard for too long.
    /// </summary>
    public bool ShowsDamage =>
        _sensor is null ? _loop?.ShowsDamage == true : _sensor.IsUnheard(Settings.Sensor.SilentAfterS * 1000L);

    /// <summary>
    /// Whether the node can see that it is active, or takes it for active: a plain contact whose wire is shorted reads closed whatever it
    /// does (docs/decisions/0004-contacts-closed-when-well.md).
    /// </summary>
    public bool ShowsActive =>
        _sensor is not null ? _sensor.WasHeardActive(_object)
        : _contact is not null ? IsContactOpen
        : IsActive;

    private bool IsContactOpen => _wire == WireState.Whole ? IsActive : _wire == WireState.Cut;

    public void SetActive(bool isActive)
    {
        IsActive = isActive;
        if (_sensor is not null)
        {
            _sensor.Show(_object, isActive);
            return;
        }

        _loop?.SetActive(isActive);
        DriveContact();
        Moved?.Invoke(isActive);
    }

    /// <summary>Cuts the wire, shorts it, or makes it whole. A plain contact whose wire is cut reads open, shorted closed.</summary>
    public void SetWire(WireState wire)
    {
        _wire = wire;
        if (_sensor is not null)
        {
            _sensor.IsDead = wire != WireState.Whole;
            return;
        }

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

    private void NoticeHeard(SensorFrame frame)
    {
        bool isActive = frame.Active.Contains(_object);
        if (isActive != _wasHeardActive)
        {
            _wasHeardActive = isActive;
            Moved?.Invoke(isActive);
        }
    }

    private void DriveContact()
    {
        _contact?.Set(IsContactOpen);
    }
}
