using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Core.Safety;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Node;

/// <summary>
/// Zones, alarms and the siren. <see cref="Scan"/> acts on the siren before anything slow happens;
/// <see cref="Record"/> then writes down what was seen.
/// </summary>
internal sealed class ZoneTask
{
    private const int ResetKeyDebounceMs = 50;

    private readonly ZoneSettings[] _zones;
    private readonly Contact[] _contacts;
    private readonly Contact _resetKey;
    private readonly AlarmLatch _alarms;
    private readonly IDigitalOutput _siren;
    private readonly Recorder _recorder;

    // Time of the first edge of each zone's newest alarm.
    private readonly long[] _raisedAtMs;

    // Changes seen by Scan and not yet recorded, oldest first.
    private readonly int[] _changedZone = new int[Limits.MaxPendingEdges];
    private readonly bool[] _changedToActive = new bool[Limits.MaxPendingEdges];
    private readonly long[] _inputToSirenMs = new long[Limits.MaxPendingEdges];
    private int _changeCount;
    private int _resetCount;
    private long _resetAtMs;
    private long _scannedAtMs;
    private bool _isScanCut;

    public ZoneTask(NodeSettings settings, IBoard board, Recorder recorder)
    {
        _zones = settings.Zones;
        _contacts = new Contact[_zones.Length];
        for (int i = 0; i < _zones.Length; i++)
        {
            _contacts[i] = new Contact(board.OpenInput(_zones[i].Pin), _zones[i].DebounceMs);
        }

        _resetKey = new Contact(board.OpenInput(settings.Controls.ResetPin), ResetKeyDebounceMs);
        _alarms = new AlarmLatch(_zones.Length);
        _raisedAtMs = new long[_zones.Length];
        _siren = board.OpenOutput(settings.Siren.Pin);
        _recorder = recorder;
    }

    /// <summary>Looks at every contact and sounds or silences the siren.</summary>
    public void Scan(long nowMs)
    {
        // Zones that raise alarms come first: a loose door contact must not use up the room for changes.
        ScanZones(true, nowMs);
        ScanZones(false, nowMs);
        _scannedAtMs = nowMs;
        _isScanCut = _changeCount == Limits.MaxPendingEdges;
        while (_resetKey.TryTakeChange(nowMs))
        {
            if (_resetKey.IsActive)
            {
                _resetCount++;
                _resetAtMs = _resetKey.SinceMs;
            }
        }

        _siren.Write(_alarms.IsSounding);
    }

    /// <summary>Writes the changes and resets that the scan saw.</summary>
    public void Record(long nowMs)
    {
        for (int i = 0; i < _changeCount; i++)
        {
            RecordChange(i, nowMs);
        }

        _changeCount = 0;
        while (_resetCount > 0)
        {
            _resetCount--;
            Reset(nowMs);
        }
    }

    /// <summary>Writes all zones with their types into a boot record's <c>data</c>.</summary>
    public void Announce(CanonicalWriter data)
    {
        data.Name("zones").BeginArray();
        for (int i = 0; i < _zones.Length; i++)
        {
            data.BeginObject().Name("type").Text(ZoneTypes.NameOf(_zones[i].Type));
            data.Name("zone").Text(_zones[i].Name).EndObject();
        }

        data.EndArray();
    }

    /// <summary>Writes the zones into a heartbeat's <c>data</c>: those active, those in alarm.</summary>
    public void Describe(CanonicalWriter data)
    {
        data.Name("active").BeginArray();
        for (int i = 0; i < _zones.Length; i++)
        {
            if (_contacts[i].IsActive)
            {
                data.Text(_zones[i].Name);
            }
        }

        data.EndArray().Name("alarms").BeginArray();
        for (int i = 0; i < _zones.Length; i++)
        {
            if (_alarms.IsLatched(i))
            {
                data.Text(_zones[i].Name);
            }
        }

        data.EndArray();
    }

    /// <summary>Whether the siren sounds.</summary>
    public bool IsSounding
    {
        get { return _alarms.IsSounding; }
    }

    /// <summary>When the zones must be looked at again even if nothing happens.</summary>
    public long DueMs
    {
        get
        {
            if (_isScanCut)
            {
                return _scannedAtMs;
            }

            long dueMs = _resetKey.DueMs;
            for (int i = 0; i < _contacts.Length; i++)
            {
                dueMs = _contacts[i].DueMs < dueMs ? _contacts[i].DueMs : dueMs;
            }

            return dueMs;
        }
    }

    private void ScanZones(bool isAlarm, long nowMs)
    {
        for (int i = 0; i < _contacts.Length; i++)
        {
            if (ZoneTypes.IsWatchedAtAllHours(_zones[i].Type) != isAlarm)
            {
                continue;
            }

            while (_changeCount < Limits.MaxPendingEdges && _contacts[i].TryTakeChange(nowMs))
            {
                Note(i, nowMs);
            }
        }
    }

    private void Note(int zone, long nowMs)
    {
        bool isActive = _contacts[zone].IsActive;
        if (isActive && ZoneTypes.IsWatchedAtAllHours(_zones[zone].Type))
        {
            _alarms.Raise(zone);
            _raisedAtMs[zone] = _contacts[zone].SinceMs;
            _siren.Write(true);
        }

        _changedZone[_changeCount] = zone;
        _changedToActive[_changeCount] = isActive;
        _inputToSirenMs[_changeCount] = nowMs - _contacts[zone].SinceMs;
        _changeCount++;
    }

    private void RecordChange(int change, long nowMs)
    {
        ZoneSettings zone = _zones[_changedZone[change]];
        bool isActive = _changedToActive[change];
        bool isAlarm = isActive && ZoneTypes.IsWatchedAtAllHours(zone.Type);
        CanonicalWriter data = _recorder.Begin(RecordKind.Zone).Name("alarm").Boolean(isAlarm);
        if (isAlarm)
        {
            data.Name("input_to_siren_ms").Integer(_inputToSirenMs[change]);
        }

        data.Name("state").Text(isActive ? "active" : "normal");
        data.Name("type").Text(ZoneTypes.NameOf(zone.Type)).Name("zone").Text(zone.Name);
        _recorder.Commit(nowMs);
    }

    private void Reset(long nowMs)
    {
        string result = "no_alarm";
        for (int i = 0; i < _zones.Length; i++)
        {
            // An alarm that came after the key was turned is not the one that was reset (clause S3).
            if (!_alarms.IsLatched(i) || _raisedAtMs[i] > _resetAtMs)
            {
                continue;
            }

            if (_contacts[i].IsActive)
            {
                result = "cause_stands";
            }
            else
            {
                _alarms.Release(i);
                result = result == "no_alarm" ? "done" : result;
            }
        }

        _siren.Write(_alarms.IsSounding);
        CanonicalWriter data = _recorder.Begin(RecordKind.Command);
        data.Name("by").Text("key").Name("command").Text("reset").Name("result").Text(result);
        _recorder.Commit(nowMs);
    }
}
