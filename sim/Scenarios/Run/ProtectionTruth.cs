using Wugang.Firmware.Core.Safety;
using Wugang.Sim.World;

namespace Wugang.Sim.Scenarios.Run;

/// <summary>
/// Whether a node really protected, at every instant: it had power, and no wire of a zone that is watched at all hours
/// was faulty. The wires are looked at themselves, whatever the firmware thinks of them.
/// </summary>
public sealed class ProtectionTruth
{
    private readonly VirtualTime _time;
    private readonly WorldNode _node;
    private readonly List<(long AtMs, bool IsProtected)> _changes = [];

    internal ProtectionTruth(VirtualTime time, WorldNode node)
    {
        _time = time;
        _node = node;
        Update();
    }

    /// <summary>What was true for all of a time; null where it changed within it, or was not looked at yet.</summary>
    public bool? During(long fromMs, long toMs)
    {
        int index = IndexAt(fromMs);
        bool isSteady = index >= 0 && (index + 1 == _changes.Count || _changes[index + 1].AtMs > toMs);
        return isSteady ? _changes[index].IsProtected : null;
    }

    /// <summary>Looks at the node; to be called whenever anything about it may have changed.</summary>
    internal void Update()
    {
        bool isProtected = _node.Firmware is not null && !_node.Zones.Any(IsFaultyAtAllHours);
        if (_changes.Count == 0 || _changes[^1].IsProtected != isProtected)
        {
            _changes.Add((_time.NowMs, isProtected));
        }
    }

    private static bool IsFaultyAtAllHours(WorldZone zone)
    {
        return ZoneTypes.IsWatchedAtAllHours(zone.Settings.Type) && zone.IsLoop && zone.Wire != WireState.Whole;
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
