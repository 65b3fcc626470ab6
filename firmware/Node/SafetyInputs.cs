using Wugang.Firmware.Core;
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

    // The zones, then the keys that there are, with what each does.
    private readonly SupervisedInput[] _inputs;
    private readonly Act[] _acts;
    private readonly IDigitalInput _mains;
    private readonly IAnalogInput _battery;
    private readonly IAnalogInput _sirenLoop;
    private bool _isCut;
    private long _dueMs;
    private bool _wasSounding;
    private long _scannedAtMs;

    public SafetyInputs(NodeSettings settings, IBoard board, SensorTask sensors, AlarmSystem system)
    {
        _system = system;
        int zoneCount = settings.Zones.Length;
        ControlSettings controls = settings.Controls;
        int[] keyPins = new int[] { controls.ResetPin, controls.SilencePin, controls.SetPin };
        _inputs = new SupervisedInput[zoneCount + CountOf(keyPins)];
        _acts = new Act[_inputs.Length];
        for (int i = 0; i < zoneCount; i++)
        {
            ZoneSettings zone = settings.Zones[i];
            _inputs[i] = zone.Sensor != null ? sensors.OpenInput(zone)
                : zone.Loop != null ? WiredInput.OpenLoop(board, zone.Loop, zone.DebounceMs)
                : WiredInput.OpenContact(board, zone.Pin, zone.DebounceMs);
        }

        int next = zoneCount;
        for (int i = 0; i < keyPins.Length; i++)
        {
            if (keyPins[i] != NodeSettings.NoPin)
            {
                _inputs[next] = WiredInput.OpenContact(board, keyPins[i], KeyDebounceMs);
                _acts[next++] = KeyActs[i];
            }
        }

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

            return _dueMs;
        }
    }

    /// <summary>Tells the alarm system every change since the last scan, as far as there is room to record them.</summary>
    public void Scan(long nowMs)
    {
        int awake = 0;
        SupervisedInput[] inputs = _inputs;
        for (int i = 0; i < inputs.Length; i++)
        {
            if (inputs[i].Look(nowMs))
            {
                awake |= 1 << i;
            }
        }

        _isCut = false;
        _dueMs = long.MaxValue;
        if (awake != 0)
        {
            TellAlarmZones(awake, nowMs);
            TellTheRest(awake, nowMs);
            _dueMs = FindDueMs(awake);
        }

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
    /// <param name="awake">Inputs at which anything is about, as bits.</param>
    /// <param name="nowMs">The time of the scan.</param>
    private void TellAlarmZones(int awake, long nowMs)
    {
        for (int i = 0; i < _system.Zones.Count; i++)
        {
            if ((awake & (1 << i)) == 0 || !_system.Zones.At(i).IsWatchedAtAllHours)
            {
                continue;
            }

            while (_inputs[i].HasChange && _system.Events.HasRoom)
            {
                Tell(i);
                _inputs[i].Look(nowMs);
            }

            _isCut = _isCut || _inputs[i].HasChange;
        }
    }

    /// <summary>
    /// What depends on the protection state goes in order of time: a door that was opened before the key was turned
    /// was opened in the state before, however late the step comes.
    /// </summary>
    private void TellTheRest(int awake, long nowMs)
    {
        for (int next = FindEarliest(awake); next >= 0; next = FindEarliest(awake))
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
    private int FindEarliest(int awake)
    {
        int earliest = -1;
        for (int i = 0; i < _inputs.Length; i++)
        {
            bool isCandidate = (awake & (1 << i)) != 0 && _inputs[i].HasChange
                && !(i < _system.Zones.Count && _system.Zones.At(i).IsWatchedAtAllHours);
            if (isCandidate && (earliest < 0 || _inputs[i].SinceMs < _inputs[earliest].SinceMs))
            {
                earliest = i;
            }
        }

        return earliest;
    }

    private long FindDueMs(int awake)
    {
        long dueMs = long.MaxValue;
        for (int i = 0; i < _inputs.Length; i++)
        {
            dueMs = (awake & (1 << i)) == 0 ? dueMs : Moments.Earlier(dueMs, _inputs[i].DueMs);
        }

        return dueMs;
    }

    private void Tell(int index)
    {
        SupervisedInput input = _inputs[index];
        input.Take();
        if (index < _system.Zones.Count)
        {
            _system.Change(index, input.Condition, input.SinceMs);
        }
        else if (input.Condition == ZoneCondition.Active)
        {
            _system.Press(_acts[index], input.SinceMs);
        }
    }

    private static int CountOf(int[] pins)
    {
        int count = 0;
        for (int i = 0; i < pins.Length; i++)
        {
            count += pins[i] == NodeSettings.NoPin ? 0 : 1;
        }

        return count;
    }
}
