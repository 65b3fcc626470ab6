using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Esp32;
using Wugang.Sim.Board;
using Wugang.Supervisor.Rules.Enrolment;
using Wugang.Supervisor.Server;

namespace Wugang.Sim.App;

/// <summary>A virtual ESP32 on the wall with what is wired to it: contacts, pulse outputs, siren, reset key, mains.</summary>
internal sealed class VirtualNode
{
    private readonly VirtualBoard _board;
    private readonly long[] _pulses;

    /// <summary>Mounts the board and stores its settings on its flash drive; it has no power yet.</summary>
    public VirtualNode(BilingualName name, NodeSettings settings, string flashRoot)
    {
        Name = name;
        Settings = settings;
        _pulses = new long[settings.Meters.Length];
        _board = new VirtualBoard(flashRoot);
        _board.Crashed += (_, e) => Crashed?.Invoke(e.Exception);
        PrivateFile.Write(Path.Combine(flashRoot, NodeRuntime.SettingsFileName), NodeSettingsWriter.Write(settings));
        foreach (ZoneSettings zone in settings.Zones)
        {
            SetActive(zone, isActive: false);
        }

        _board.Pins[settings.Controls.ResetPin].Drive(false);
    }

    /// <summary>The firmware stopped on an exception.</summary>
    public event Action<Exception>? Crashed;

    public BilingualName Name { get; }

    public NodeSettings Settings { get; }

    /// <summary>The node's whole name.</summary>
    public string Id => Settings.Node.Value;

    public bool IsPowered => _board.IsPowered;

    public bool IsSirenSounding => _board.Pins[Settings.Siren.Pin].OutputLevel == true;

    /// <summary>Pulses that a meter has given since the simulator started.</summary>
    public long PulsesOf(int meter)
    {
        return _pulses[meter];
    }

    public bool IsActive(ZoneSettings zone)
    {
        return _board.Pins[zone.Pin].Level;
    }

    /// <summary>Opens a zone's contact (active) or closes it (normal).</summary>
    public void SetActive(ZoneSettings zone, bool isActive)
    {
        _board.Pins[zone.Pin].Drive(isActive);
    }

    /// <summary>Holds or lets go the reset key.</summary>
    public void SetResetKey(bool isTurned)
    {
        _board.Pins[Settings.Controls.ResetPin].Drive(isTurned);
    }

    /// <summary>Lets a meter give pulses. They are lost to a board without power.</summary>
    public void Pulse(int meter, int count)
    {
        _pulses[meter] += count;
        _board.Pins[Settings.Meters[meter].Pin].Pulse(count);
    }

    public void PowerOn()
    {
        if (!_board.IsPowered)
        {
            _board.PowerOn(() => new NodeRuntime(_board.FlashRoot).Run());
        }
    }

    public void PowerOff()
    {
        _board.PowerOff();
    }
}
