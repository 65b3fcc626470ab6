using Wugang.Firmware.Core.Safety;
using Wugang.Firmware.Node;
using Wugang.Sim.Scenarios.Run;

namespace Wugang.Sim.Scenarios.Swarm.Audits;

/// <summary>An alarm that was held for a while is held again after a loss of power (clause S3): only a person resets it.</summary>
internal sealed class LatchAudit
{
    // Time for the flash to keep it, even where it fails now and then.
    private const long KeptWithinMs = 120_000;

    private readonly ScenarioWorld _world;
    private readonly ScenarioNode _node;
    private readonly Referee _referee;
    private readonly SlotWitness _memory;
    private readonly Dictionary<string, long> _heldSinceMs = [];
    private SafetyNode? _firmware;

    public LatchAudit(ScenarioWorld world, ScenarioNode node, Referee referee)
    {
        (_world, _node, _referee) = (world, node, referee);
        _memory = new SlotWitness(node.World, "safety", copies: 2);
        node.World.Stepped += Look;
    }

    private void Look()
    {
        SafetyNode firmware = _node.World.Firmware!;
        if (firmware is null || _node.World.Board.Flash.IsFailing)
        {
            _heldSinceMs.Clear();
            return;
        }

        bool isRestarted = _firmware is not null && firmware != _firmware;
        _firmware = firmware;
        ZoneSet zones = firmware.Alarms.Zones;
        for (int i = 0; i < zones.Count; i++)
        {
            Look(zones.At(i), isRestarted);
        }
    }

    private void Look(Zone zone, bool isRestarted)
    {
        string name = zone.Settings.Name;
        if (zone.Alarm != 0)
        {
            _heldSinceMs.TryAdd(name, _world.Time.NowMs);
        }
        else if (_heldSinceMs.Remove(name, out long sinceMs) && isRestarted
            && _world.Time.NowMs - sinceMs > KeptWithinMs && !_memory.IsSpoilt)
        {
            _referee.Report("alarm_latched", $"the alarm of {name} of node {_node.Number} is gone after a loss of power");
        }
    }
}
