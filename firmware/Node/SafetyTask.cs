using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Journal;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Core.Safety;
using Wugang.Firmware.Node.Ports;
using Wugang.Firmware.Node.Sensors;

namespace Wugang.Firmware.Node;

/// <summary>
/// The alarm system on its board. <see cref="Scan"/> acts on the siren before anything slow happens; <see cref="Record"/>
/// then keeps and writes down what was seen.
/// </summary>
internal sealed class SafetyTask
{
    private static readonly EquipmentFault[] EquipmentFaults = new EquipmentFault[]
    {
        EquipmentFault.Mains, EquipmentFault.BatteryLow, EquipmentFault.BatteryExhausted, EquipmentFault.SirenCircuit,
    };

    private readonly AlarmSystem _system;
    private readonly SafetyInputs _inputs;
    private readonly SensorTask _sensors;
    private readonly SafetyRecords _records;
    private readonly AlarmLatency _latency;
    private readonly CommandIntake _commands;
    private readonly RhythmOutput _siren;
    private readonly RhythmOutput _buzzer;
    private readonly RhythmOutput _lamp;
    private readonly IClock _clock;
    private readonly Slot _slot;
    private readonly byte[] _saved = new byte[SafetyMemory.Bytes];
    private readonly byte[] _memory = new byte[SafetyMemory.Bytes];
    private bool _isSaveOwed;
    private ProtectionState _stateAtStart;
    private long _nowMs;
    private long _signalsDueMs;

    public SafetyTask(
        NodeSettings settings,
        NodeKey key,
        IBoard board,
        SensorTask sensors,
        IClock clock,
        Recorder recorder,
        AlarmLatency latency,
        ConfigurationTask configuration)
    {
        _system = new AlarmSystem(settings);
        _inputs = new SafetyInputs(settings, board, sensors, _system);
        _sensors = sensors;
        _records = new SafetyRecords(_system.Zones, recorder, latency);
        _latency = latency;
        _commands = new CommandIntake(settings.Node, key, board.Link, configuration);
        Annunciator annunciator = _system.Annunciator;
        _siren = new RhythmOutput(annunciator.Siren, OpenOutput(board, settings.Siren.Pin));
        _lamp = new RhythmOutput(annunciator.Lamp, OpenOutput(board, settings.Controls.StatusLedPin));
        int buzzerPin = settings.Controls.BuzzerPin;
        _buzzer = new RhythmOutput(
            annunciator.Buzzer, buzzerPin == NodeSettings.NoPin ? null : board.OpenBuzzer(buzzerPin));
        _clock = clock;
        _slot = new Slot(board.Storage, "safety", _saved.Length);
        if (_slot.Load(_saved))
        {
            _system.Load(_saved);
        }
    }

    public AlarmSystem Alarms
    {
        get { return _system; }
    }

    /// <summary>When the alarm system must run again even if nothing happens.</summary>
    public long DueMs
    {
        get { return Moments.Earlier(_system.DueMs, _inputs.DueMs); }
    }

    /// <summary>Switches siren, buzzer and lamp as they must be at this time.</summary>
    /// <returns>When one of them must be switched next.</returns>
    public long PlaySignals(long nowMs)
    {
        if (nowMs >= _signalsDueMs)
        {
            _siren.Write(nowMs);
            _buzzer.Write(nowMs);
            _lamp.Write(nowMs);
            _signalsDueMs = Moments.Earlier(_siren.DueMs(nowMs), Moments.Earlier(_buzzer.DueMs(nowMs), _lamp.DueMs(nowMs)));
        }

        return _signalsDueMs;
    }

    /// <summary>Looks at every input and sounds or silences the siren.</summary>
    public void Scan(long nowMs)
    {
        _nowMs = nowMs;
        _system.Begin(_clock.Read(), nowMs);
        if (_stateAtStart == 0)
        {
            _system.Start();
            _stateAtStart = _system.Protection.State;
        }

        _inputs.Scan(nowMs);
        WriteOutputs();
    }

    /// <summary>Obeys commands, then keeps and writes what has happened since the last step.</summary>
    public void Record(long nowMs)
    {
        if (_commands.Step(_system))
        {
            WriteOutputs();
            PairSensors();
        }

        if (_system.IsUnsaved || _isSaveOwed)
        {
            Save();
        }

        WriteEvents(nowMs);
        if (_records.HasRefused && _records.IsStorageWell)
        {
            _system.Restate();
            _records.HasRefused = false;
            WriteEvents(nowMs);
        }
    }

    private void PairSensors()
    {
        if (_system.SensorsToPair != 0)
        {
            _sensors.Pair(_system.SensorsToPair);
            _system.SensorsToPair = 0;
        }
    }

    private void WriteEvents(long nowMs)
    {
        for (int i = 0; i < _system.Events.Count; i++)
        {
            _records.Write(_system.Events.At(i), nowMs);
        }

        _system.Events.Clear();
    }

    /// <summary>Writes the state that the node goes on with into a boot record's <c>data</c>.</summary>
    public void AnnounceProtection(CanonicalWriter data)
    {
        data.Name("protection").Text(SafetyNames.Of(_stateAtStart));
    }

    /// <summary>Writes all zones with their types into a boot record's <c>data</c>.</summary>
    public void AnnounceZones(CanonicalWriter data)
    {
        data.Name("zones").BeginArray();
        for (int i = 0; i < _system.Zones.Count; i++)
        {
            ZoneSettings zone = _system.Zones.At(i).Settings;
            data.BeginObject().Name("type").Text(ZoneTypes.NameOf(zone.Type)).Name("zone").Text(zone.Name).EndObject();
        }

        data.EndArray();
    }

    /// <summary>Writes what is not as it should be into a heartbeat's <c>data</c>.</summary>
    public void DescribeZones(CanonicalWriter data)
    {
        int active = 0;
        int alarms = 0;
        ZoneSet zones = _system.Zones;
        for (int i = 0; i < zones.Count; i++)
        {
            active |= zones.At(i).Condition == ZoneCondition.Active ? 1 << i : 0;
            alarms |= zones.At(i).Alarm != 0 ? 1 << i : 0;
        }

        data.Name("active");
        _records.WriteNames(data, active);
        data.Name("alarms");
        _records.WriteNames(data, alarms);
        data.Name("bypassed");
        _records.WriteNames(data, zones.Bypassed);
        DescribeFaults(data.Name("faults"));
        if (_commands.IgnoredCount > 0)
        {
            data.Name("ignored_commands").Integer(_commands.IgnoredCount);
        }

        if (_latency.IsKnown)
        {
            data.Name("input_to_publish_ms").Integer(_latency.InputToPublishMs);
        }
    }

    /// <summary>Writes protection, one of the sensors, and siren into a heartbeat's <c>data</c>.</summary>
    public void DescribeProtection(CanonicalWriter data)
    {
        Assessment assessment = _system.Assessment;
        data.Name("protected").Boolean(assessment.IsProtected);
        data.Name("protection").Text(SafetyNames.Of(assessment.State)).Name("reasons");
        assessment.WriteReasons(data, _system.Zones, Limits.MaxHeartbeatReasons);
        _sensors.Describe(data, _nowMs);
        data.Name("siren").Boolean(_system.Annunciator.IsSirenSounding);
    }

    private void DescribeFaults(CanonicalWriter data)
    {
        data.BeginArray();
        for (int i = 0; i < EquipmentFaults.Length; i++)
        {
            if (_system.Supply.IsFaulty(EquipmentFaults[i]))
            {
                data.Text(SafetyNames.Of(EquipmentFaults[i]));
            }
        }

        for (int i = 0; i < _system.Zones.Count; i++)
        {
            Zone zone = _system.Zones.At(i);
            if (zone.IsFaulty)
            {
                data.Text(ZoneConditions.NameOf(zone.Condition) + ":" + zone.Settings.Name);
            }
        }

        data.EndArray();
    }

    private void WriteOutputs()
    {
        if (_system.Finish())
        {
            _signalsDueMs = _nowMs;
        }

        PlaySignals(_nowMs);
    }

    /// <summary>Keeps state and alarms before they are recorded; most events change neither.</summary>
    private void Save()
    {
        _system.Save(_memory);
        for (int i = 0; i < _memory.Length; i++)
        {
            if (_memory[i] != _saved[i])
            {
                _isSaveOwed = !_slot.Save(_memory);
                if (!_isSaveOwed)
                {
                    System.Array.Copy(_memory, 0, _saved, 0, _saved.Length);
                }

                return;
            }
        }

        _isSaveOwed = false;
    }

    private static IDigitalOutput OpenOutput(IBoard board, int pin)
    {
        return pin == NodeSettings.NoPin ? null : board.OpenOutput(pin);
    }
}
