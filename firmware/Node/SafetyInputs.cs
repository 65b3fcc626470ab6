using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Safety;
using Wugang.Firmware.Node.Ports;
using Wugang.Firmware.Node.Sensors;

namespace Wugang.Firmware.Node;

/// <summary>All that the alarm system looks at: zones, keys, supply, the siren's circuit.</summary>
internal sealed class SafetyInputs
{
    private const int KeyDebounceMs = 50;

    private static readonly Act[] KeyActs = new Act[] { Act.Reset, Act.Silence, Act.Set };

    private readonly AlarmSystem _system;

    // The zones, then the keys.
    private readonly SupervisedInput[] _inputs;
    private readonly IDigitalInput _mains;
    private readonly IAnalogInput _battery;
    private readonly IAnalogInput _sirenLoop;
    private bool _isCut;
    private bool _wasSounding;
    private long _scannedAtMs;

    public SafetyInputs(NodeSettings settings, IBoard board, SensorTask sensors, AlarmSystem system)
    {
        _system = system;
        int zoneCount = settings.Zones.Length;
        _inputs = new SupervisedInput[zoneCount + KeyActs.Length];
        for (int i = 0; i < zoneCount; i++)
        {
            ZoneSettings zone = settings.Zones[i];
            _inputs[i] = zone.Sensor != null ? sensors.OpenInput(zone)
                : zone.Loop != null ? WiredInput.OpenLoop(board, zone.Loop, zone.DebounceMs)
                : WiredInput.OpenContact(board, zone.Pin, zone.DebounceMs);
        }

        _inputs[zoneCount] = OpenKey(board, settings.Controls.ResetPin);
        _inputs[zoneCount + 1] = OpenKey(board, settings.Controls.SilencePin);
        _inputs[zoneCount + 2] = OpenKey(board, settings.Controls.SetPin);
        SupplySettings supply = settings.Supply;
        _mains = supply.MainsPin == NodeSettings.NoPin ? null : board.OpenInput(supply.MainsPin);
        _battery = supply.BatteryChannel == SupplySettings.NoChannel ? null : board.OpenAnalog(supply.BatteryChannel);
        _sirenLoop = settings.Siren.Loop == null ? null : board.OpenAnalog(settings.Siren.Loop.Channel);
    }

    /// <summary>When the inputs must be looked at again even if nothing happens.</summary>
    public long DueMs
    {
        get
        {
            // The siren's circuit can be looked at as soon as the siren is silent.
            bool isSirenNews = _sirenLoop != null && _system.Annunciator.IsSirenSounding != _wasSounding;
            if (_isCut || isSirenNews)
            {
                return _scannedAtMs;
            }

            long dueMs = long.MaxValue;
            for (int i = 0; i < _inputs.Length; i++)
            {
                bool isEarlier = _inputs[i] != null && _inputs[i].DueMs < dueMs;
                dueMs = isEarlier ? _inputs[i].DueMs : dueMs;
            }

            return dueMs;
        }
    }

    /// <summary>Tells the alarm system every change since the last scan, as far as there is room to record them.</summary>
    public void Scan(long nowMs)
    {
        ScanAlarmZones(nowMs);
        ScanTheRest(nowMs);
        _scannedAtMs = nowMs;
        if (_mains != null)
        {
            _system.Supply.LookAtMains(_mains.IsHigh, nowMs);
        }

        if (_battery != null)
        {
            _system.Supply.LookAtBattery(_battery.Read(), nowMs);
        }

        if (_sirenLoop != null)
        {
            _wasSounding = _system.Annunciator.IsSirenSounding;
            _system.Supply.LookAtSiren(_sirenLoop.Read(), _wasSounding, nowMs);
        }
    }

    /// <summary>Zones that are watched at all hours come first: a loose door contact must not use up the room.</summary>
    private void ScanAlarmZones(long nowMs)
    {
        _isCut = false;
        for (int i = 0; i < _system.Zones.Count; i++)
        {
            _inputs[i].Look(nowMs);
            bool isWatched = _system.Zones.At(i).IsWatchedAtAllHours;
            while (isWatched && _inputs[i].HasChange && _system.Events.HasRoom)
            {
                Tell(i);
                _inputs[i].Look(nowMs);
            }

            _isCut = _isCut || (isWatched && _inputs[i].HasChange);
        }
    }

    /// <summary>
    /// What depends on the protection state goes in order of time: a door that was opened before the key was turned
    /// was opened in the state before, however late the step comes.
    /// </summary>
    private void ScanTheRest(long nowMs)
    {
        for (int i = _system.Zones.Count; i < _inputs.Length; i++)
        {
            if (_inputs[i] != null)
            {
                _inputs[i].Look(nowMs);
            }
        }

        for (int next = FindEarliest(); next >= 0; next = FindEarliest())
        {
            if (!_system.Events.HasRoom)
            {
                _isCut = true;
                return;
            }

            Tell(next);
            _inputs[next].Look(nowMs);
        }
    }

    /// <summary>The door, window, motion detector or key whose change waits and is the oldest; −1 where there is none.</summary>
    private int FindEarliest()
    {
        int earliest = -1;
        for (int i = 0; i < _inputs.Length; i++)
        {
            bool isCandidate = _inputs[i] != null && _inputs[i].HasChange
                && !(i < _system.Zones.Count && _system.Zones.At(i).IsWatchedAtAllHours);
            if (isCandidate && (earliest < 0 || _inputs[i].SinceMs < _inputs[earliest].SinceMs))
            {
                earliest = i;
            }
        }

        return earliest;
    }

    private void Tell(int index)
    {
        SupervisedInput input = _inputs[index];
        input.Take();
        int key = index - _system.Zones.Count;
        if (key < 0)
        {
            _system.Change(index, input.Condition, input.SinceMs);
        }
        else if (input.Condition == ZoneCondition.Active)
        {
            _system.Press(KeyActs[key], input.SinceMs);
        }
    }

    private static WiredInput OpenKey(IBoard board, int pin)
    {
        return pin == NodeSettings.NoPin ? null : WiredInput.OpenContact(board, pin, KeyDebounceMs);
    }
}
