using Wugang.Firmware.Core;
using Wugang.Supervisor.Rules.Contents;

namespace Wugang.Supervisor.Rules;

/// <summary>The zones of one node, by name, as the records that were applied leave them.</summary>
internal sealed class ZoneTable
{
    private readonly SortedDictionary<string, ZoneStatus> _zones = new(StringComparer.Ordinal);

    // When zones changed that no boot has announced yet.
    private readonly Dictionary<string, long> _recalledMs = [];

    public IReadOnlyDictionary<string, ZoneStatus> Zones => _zones;

    /// <summary>Whether any alarm is held.</summary>
    public bool IsAlarm => _zones.Values.Any(zone => zone.Alarm is not null);

    /// <summary>Remembers when a zone changed before the records that are applied.</summary>
    public void Recall(string zone, long changedMs)
    {
        _recalledMs[zone] = changedMs;
    }

    /// <summary>The node started: what was seen before says nothing about now, but alarms and the past stay.</summary>
    public void Announce(IReadOnlyDictionary<string, string> types, long atMs)
    {
        Dictionary<string, ZoneStatus> before = new(_zones);
        _zones.Clear();
        foreach ((string name, string type) in types)
        {
            ZoneStatus? known = before.GetValueOrDefault(name);
            _zones[name] = new ZoneStatus(type, ZoneState.Unknown, atMs)
            {
                Alarm = known?.Alarm,
                LastAlarm = known?.LastAlarm,
                LastExercisedMs = known?.LastExercisedMs ?? _recalledMs.GetValueOrDefault(name),
            };
        }
    }

    /// <returns>False if the node would have more zones than a node can have.</returns>
    public bool TryChange(RecordContent.ZoneChanged change, long sequence, long atMs)
    {
        ZoneStatus? known = _zones.GetValueOrDefault(change.Zone);
        if (known is null && _zones.Count >= Limits.MaxZones)
        {
            return false;
        }

        bool isSame = known?.State == change.State;
        ZoneAlarm? raised = change.Cause is null ? null : Raise(known?.Alarm, change.Cause, atMs, sequence, change.InputToSirenMs);
        _zones[change.Zone] = new ZoneStatus(change.Type, change.State, isSame ? known!.ChangedMs : atMs)
        {
            Alarm = raised ?? known?.Alarm,
            LastAlarm = raised ?? known?.LastAlarm,
            IsBypassed = known?.IsBypassed ?? false,
            LastExercisedMs = isSame ? known!.LastExercisedMs : atMs,
        };
        return true;
    }

    public void Bypass(IReadOnlyCollection<string> bypassed)
    {
        foreach ((string name, ZoneStatus zone) in _zones.ToArray())
        {
            _zones[name] = zone with { IsBypassed = bypassed.Contains(name) };
        }
    }

    /// <summary>Lets those alarms go whose cause is gone (clause S3).</summary>
    public void Reset()
    {
        foreach ((string name, ZoneStatus zone) in _zones.ToArray())
        {
            if (zone.Alarm is not null && zone.State != ZoneState.Active && !zone.State.IsFault())
            {
                _zones[name] = zone with { Alarm = null };
            }
        }
    }

    /// <summary>Takes over how things are by a heartbeat that is not older than the records.</summary>
    public void Follow(RecordContent.Beat beat, long headSequence, long atMs)
    {
        Dictionary<string, ZoneState> faults = [];
        foreach (string[] parts in beat.Faults.Select(fault => fault.Split(':')).Where(parts => parts.Length == 2))
        {
            faults[parts[1]] = Enum.TryParse(parts[0], ignoreCase: true, out ZoneState fault) && fault.IsFault() ? fault : ZoneState.Unknown;
        }

        foreach ((string name, ZoneStatus zone) in _zones.ToArray())
        {
            ZoneState state = faults.TryGetValue(name, out ZoneState fault) ? fault
                : beat.Active.Contains(name) ? ZoneState.Active
                : ZoneState.Normal;
            ZoneAlarm? alarm = !beat.Alarms.Contains(name) ? null : zone.Alarm ?? new ZoneAlarm([], atMs, headSequence, null);
            _zones[name] = zone with
            {
                State = state,
                ChangedMs = state == zone.State ? zone.ChangedMs : atMs,
                Alarm = alarm,
                IsBypassed = beat.Bypassed.Contains(name),
            };
        }
    }

    private static ZoneAlarm Raise(ZoneAlarm? held, string cause, long atMs, long sequence, long inputToSirenMs)
    {
        string[] causes = [.. (held?.Causes ?? []).Append(cause).Distinct().Order(StringComparer.Ordinal)];
        return new ZoneAlarm(causes, atMs, sequence, inputToSirenMs);
    }
}
