using Wugang.Firmware.Core.Safety;
using Wugang.Firmware.Node;
using Wugang.Sim.World;

namespace Wugang.Sim.Scenarios.Run;

/// <summary>
/// Whether a node really protected, at every instant: it had power, its protection was set and nothing was bypassed, no wire
/// of a zone that is watched at all hours nor of the siren was faulty, no radio sensor of such a zone unheard, and no tamper switch open, as far as
/// its wire can tell. Wires, switches and the air are looked at themselves, whatever the firmware thinks of them.
/// </summary>
public sealed class ProtectionTruth
{
    // A fault of the siren's circuit counts once it has lasted two seconds; it cannot be seen while the siren sounds.
    private const long SirenFaultMs = 3000;

    // What was damaged before a start, or while the network kept the board from running, is seen once it has settled.
    private const long SettleMs = 3000;

    private readonly VirtualTime _time;
    private readonly WorldNode _node;
    private readonly SounderListener _siren;
    private readonly List<(long AtMs, bool IsProtected)> _changes = [];
    private readonly List<NodeLife> _lives = [];
    private SafetyNode? _firmware;
    private long _bootedMs;
    private long _settledMs;
    private long _sirenFaultSinceMs = long.MaxValue;

    internal ProtectionTruth(VirtualTime time, WorldNode node, SounderListener siren)
    {
        _time = time;
        _node = node;
        _siren = siren;
        Update();
    }

    /// <summary>The times in which the firmware ran, without a restart in between.</summary>
    public IReadOnlyList<NodeLife> Lives =>
        _firmware is null ? _lives : [.. _lives, new NodeLife(_firmware.Boot, _bootedMs, long.MaxValue)];

    /// <summary>What was true of a time, stretch by stretch, as far as it was looked at.</summary>
    public IEnumerable<(long FromMs, long ToMs, bool IsProtected)> Stretches(long fromMs, long toMs)
    {
        for (int i = Math.Max(IndexAt(fromMs), 0); i < _changes.Count && _changes[i].AtMs < toMs; i++)
        {
            long endMs = i + 1 < _changes.Count ? _changes[i + 1].AtMs : toMs;
            yield return (Math.Max(fromMs, _changes[i].AtMs), Math.Min(toMs, endMs), _changes[i].IsProtected);
        }
    }

    /// <summary>Looks at the node; to be called whenever anything about it may have changed.</summary>
    internal void Update()
    {
        FollowPower();
        FollowSirenWire();
        bool isProtected = _firmware is not null
            && _firmware.Alarms.Assessment.IsProtected
            && (!IsSettled() || !_node.Zones.Any(IsSpoilt))
            && (_sirenFaultSinceMs == long.MaxValue || _time.NowMs - _sirenFaultSinceMs < SirenFaultMs);
        if (_changes.Count == 0 || _changes[^1].IsProtected != isProtected)
        {
            _changes.Add((_time.NowMs, isProtected));
        }
    }

    private static bool IsSpoilt(WorldZone zone)
    {
        bool isFaulty = ZoneTypes.IsWatchedAtAllHours(zone.Settings.Type) && zone.ShowsDamage;
        return isFaulty || (zone.Settings.Type == ZoneType.Tamper && zone.ShowsActive);
    }

    private void FollowPower()
    {
        if (_node.Firmware == _firmware)
        {
            return;
        }

        if (_firmware is not null)
        {
            _lives.Add(new NodeLife(_firmware.Boot, _bootedMs, _time.NowMs));
        }

        (_firmware, _bootedMs) = (_node.Firmware, _time.NowMs);
    }

    private bool IsSettled()
    {
        long settledMs = Math.Max(_bootedMs, _node.FrozenUntilMs) + SettleMs;
        if (_time.NowMs < settledMs && settledMs != _settledMs)
        {
            _settledMs = settledMs;
            _time.At(settledMs, Update);
        }

        return _time.NowMs >= settledMs;
    }

    private void FollowSirenWire()
    {
        bool isFaulty = _firmware is not null && _node.SirenLoop is { Wire: not WireState.Whole } && !_siren.IsSounding;
        if (!isFaulty)
        {
            _sirenFaultSinceMs = long.MaxValue;
        }
        else if (_sirenFaultSinceMs == long.MaxValue)
        {
            _sirenFaultSinceMs = _time.NowMs;
            _time.After(SirenFaultMs, Update);
        }
    }

    /// <summary>Index of the change that holds at an instant, or −1 before the first.</summary>
    private int IndexAt(long atMs)
    {
        int low = 0;
        int high = _changes.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _changes[middle].AtMs <= atMs ? (middle + 1, high) : (low, middle);
        }

        return low - 1;
    }
}
