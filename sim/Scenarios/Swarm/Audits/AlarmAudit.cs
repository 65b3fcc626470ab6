using Wugang.Firmware.Core.Safety;
using Wugang.Firmware.Node;
using Wugang.Sim.Scenarios.Run;
using Wugang.Sim.World;
using Wugang.Supervisor.Rules.Contents;

namespace Wugang.Sim.Scenarios.Swarm.Audits;

/// <summary>
/// Looks after every panic button and smoke detector: unless the node is in <c>test</c>, has no power or the wire is damaged, the siren
/// sounds as soon as the contact has held for its debounce time, and the alarm is recorded once the flash takes it.
/// </summary>
internal sealed class AlarmAudit
{
    // Polling, a bouncing contact, a step.
    private const int LateMaxMs = 100;
    private const int RecordedWithinMs = 61_000;

    private readonly ScenarioWorld _world;
    private readonly ScenarioNode _node;
    private readonly Referee _referee;
    private readonly int _bounceMaxMs;

    public AlarmAudit(ScenarioWorld world, ScenarioNode node, Faults faults, Referee referee)
    {
        (_world, _node, _referee, _bounceMaxMs) = (world, node, referee, faults.BounceMaxMs);
        foreach (WorldZone zone in node.World.Zones.Where(zone => zone.Settings.Type is ZoneType.Panic or ZoneType.Smoke))
        {
            zone.Moved += isActive => NoteMoved(zone, isActive);
        }
    }

    private void NoteMoved(WorldZone zone, bool isActive)
    {
        if (isActive && _node.World.Firmware is { } firmware)
        {
            long settleMs = zone.Settings.DebounceMs + _bounceMaxMs + LateMaxMs;
            PlanCheck(zone, firmware, _world.Time.NowMs, settleMs);
        }
    }

    private void PlanCheck(WorldZone zone, SafetyNode firmware, long movedMs, long settleMs)
    {
        long atMs = Math.Max(_world.Time.NowMs, _node.World.FrozenUntilMs) + settleMs;
        _world.Time.At(atMs, () =>
        {
            if (_node.World.FrozenUntilMs > _world.Time.NowMs - settleMs)
            {
                PlanCheck(zone, firmware, movedMs, settleMs);
            }
            else if (zone.IsActive && MustSound(zone, firmware))
            {
                CheckSiren(zone, firmware, movedMs);
            }
        });
    }

    private bool MustSound(WorldZone zone, SafetyNode firmware)
    {
        return _node.World.Firmware == firmware
            && zone.Wire == WireState.Whole
            && firmware.Alarms.Protection.State != ProtectionState.Test
            && !IsBypassed(zone, firmware);
    }

    private static bool IsBypassed(WorldZone zone, SafetyNode firmware)
    {
        ZoneSet zones = firmware.Alarms.Zones;
        return Enumerable.Range(0, zones.Count).Any(i => zones.At(i).Settings == zone.Settings && zones.At(i).IsBypassed);
    }

    private void CheckSiren(WorldZone zone, SafetyNode firmware, long movedMs)
    {
        if (!_node.Siren.IsSounding)
        {
            _referee.Report("alarm_sounds", $"{zone.Name} of node {_node.Number} is active, and the siren does not sound");
        }

        bool wasFailing = _node.World.Board.Flash.IsFailing;
        _world.Time.After(RecordedWithinMs, () =>
        {
            bool canRecord = _node.World.Firmware == firmware && !wasFailing;
            if (canRecord && !IsRecorded(zone, firmware, movedMs))
            {
                _referee.Report("alarm_recorded", $"the alarm of {zone.Name} of node {_node.Number} is not recorded");
            }
        });
    }

    private bool IsRecorded(WorldZone zone, SafetyNode firmware, long movedMs)
    {
        long earliestUpMs = movedMs - _node.Truth.Lives[^1].FromMs - SwarmRun.ToleranceMs;
        return _node.Journal.Records.Reverse()
            .TakeWhile(record => record.Boot == firmware.Boot && record.UpMs >= earliestUpMs)
            .Any(record => record.Content is RecordContent.ZoneChanged { Cause: not null } alarm && alarm.Zone == zone.Name);
    }
}
