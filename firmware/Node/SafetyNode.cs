using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Journal;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Core.Safety;
using Wugang.Firmware.Node.Meters;
using Wugang.Firmware.Node.Ports;
using Wugang.Firmware.Node.Sensors;

namespace Wugang.Firmware.Node;

/// <summary>
/// The node's application. It holds no clock and no thread: each <see cref="Step"/> takes the time, drains the inputs,
/// decides, and hands effects to the board.
/// </summary>
public sealed class SafetyNode
{
    /// <summary>The firmware's version, as the boot record says it.</summary>
    public const string Version = "0.1.0";

    private const int MillisecondsPerSecond = 1000;

    private readonly ConfigurationTask _configuration;
    private readonly NodeTime _time;
    private readonly AlarmLatency _latency = new AlarmLatency();
    private readonly Recorder _recorder;
    private readonly SensorTask _sensors;
    private readonly SafetyTask _safety;
    private readonly SpanTask _spans;
    private readonly MeterTask _meters;
    private readonly Delivery _delivery;
    private readonly int _heartbeatIntervalMs;
    private readonly Slot _bootSlot;
    private readonly byte[] _bootCount = new byte[8];
    private readonly long _damagedFrom;
    private bool _isBootKept;
    private long _heartbeatDueMs;
    private bool _isStarted;

    /// <summary>Opens the journal and counts this boot.</summary>
    /// <param name="settings">What this boot runs with.</param>
    /// <param name="keys">The node's keys.</param>
    /// <param name="store">Where updates of the configuration go.</param>
    /// <param name="board">The board.</param>
    public SafetyNode(NodeSettings settings, NodeKeys keys, NodeStore store, IBoard board)
    {
        NodeKey key = new NodeKey(keys.KeyId, keys.KeySecret, board.Mac);
        RecordJournal journal = new RecordJournal(board.Storage, settings.Node, keys.KeyId);
        _bootSlot = new Slot(board.Storage, "boot", _bootCount.Length);
        Boot = CountBoot(journal.NewestBoot);
        _time = new NodeTime(board, settings.BatteryClock);
        _damagedFrom = journal.Head.Sequence == journal.Stored.Sequence ? 0 : journal.Stored.Sequence + 1;
        _recorder = new Recorder(settings.Node, Boot, key, journal, _time);
        _configuration = new ConfigurationTask(settings, key, store, board, _time, _recorder);
        _sensors = new SensorTask(settings, keys, board);
        _safety = new SafetyTask(settings, key, board, _sensors, _time, _recorder, _latency, _configuration);
        _spans = new SpanTask(Boot, _safety.Alarms.Zones, board.Storage, _time, _recorder);
        _meters = new MeterTask(settings, board, _sensors, Boot, _time, _recorder);
        _delivery = new Delivery(settings.Node, key, Boot, journal, _recorder, board.Link, _time);
        _heartbeatIntervalMs = settings.HeartbeatIntervalS * MillisecondsPerSecond;
    }

    /// <summary>Number of this boot, from 1.</summary>
    public long Boot { get; }

    /// <summary>Zones, protection and alarms as the node holds them to be; for its host to look at, between two steps.</summary>
    public AlarmSystem Alarms
    {
        get { return _safety.Alarms; }
    }

    /// <summary>Whether the host must start the node anew, with the settings that its store holds then.</summary>
    public bool NeedsRestart { get; private set; }

    /// <summary>
    /// Has the first step record that newer settings were refused, and that the last good ones are used. To be called
    /// before it; does nothing where there are no errors.
    /// </summary>
    /// <param name="errors">What is wrong with them: <see cref="SettingsErrors.ToArray"/>.</param>
    public void ReportRefusedSettings(string[] errors)
    {
        _configuration.ReportFiles(errors);
    }

    /// <summary>
    /// Switches siren, buzzer and lamp as they must be at this time, and does nothing else: each <see cref="Step"/> does so as
    /// well, but between two steps their patterns go on.
    /// </summary>
    /// <param name="nowMs">Monotonic milliseconds since boot.</param>
    /// <returns>When one of them must be switched next, in the same milliseconds.</returns>
    public long PlaySignals(long nowMs)
    {
        return _safety.PlaySignals(nowMs);
    }

    /// <summary>One turn. The siren is served first; nothing in here waits.</summary>
    /// <param name="nowMs">Monotonic milliseconds since boot; never earlier than at the previous call.</param>
    /// <returns>When the next turn is due at the latest, in the same milliseconds; sooner when an input changes.</returns>
    public long Step(long nowMs)
    {
        _isBootKept = _isBootKept || _bootSlot.Save(_bootCount);
        _time.Step(nowMs);
        _sensors.Step(nowMs);
        _safety.Scan(nowMs);
        _sensors.Keep();
        if (!_isStarted)
        {
            _isStarted = true;
            RecordDamage(nowMs);
            RecordBoot(nowMs);
            _configuration.RecordStart(nowMs);
        }

        _safety.Record(nowMs);
        _sensors.Record(_recorder, nowMs);
        _configuration.Step(_delivery.Confirmed, nowMs);
        _time.Record(_recorder, nowMs);
        _spans.Step(_safety.Alarms.Assessment, nowMs);
        _meters.Step(nowMs, _delivery.IsUp);
        _recorder.Store();
        _spans.Keep(nowMs);
        bool isConnectionNew = _delivery.Step(nowMs);
        _latency.NoteHandOver(_delivery.HandedOver, nowMs);
        if (isConnectionNew)
        {
            _spans.NoteConnection();
        }

        if (isConnectionNew || nowMs >= _heartbeatDueMs)
        {
            Beat(nowMs);
        }

        if (_configuration.IsRestartOwed)
        {
            Restart(nowMs);
        }

        long dueMs = Moments.Earlier(_heartbeatDueMs, _meters.DueMs(nowMs));
        dueMs = Moments.Earlier(dueMs, Moments.Earlier(_safety.DueMs, _spans.DueMs));
        dueMs = Moments.Earlier(dueMs, _sensors.DueMs);
        return Moments.Earlier(dueMs, Moments.Earlier(_delivery.DueMs, _configuration.DueMs(nowMs)));
    }

    /// <summary>Explains the numbers that were passed over because of damage.</summary>
    private void RecordDamage(long nowMs)
    {
        if (_damagedFrom > 0)
        {
            _recorder.RecordLossBefore(_damagedFrom, nowMs);
        }
    }

    /// <summary>Says what this node is made of, so that its records can be read without its settings.</summary>
    private void RecordBoot(long nowMs)
    {
        CanonicalWriter data = _recorder.Begin(RecordKind.Boot);
        _configuration.Announce(data);
        _meters.Announce(data);
        _safety.AnnounceProtection(data);
        data.Name("version").Text(Version);
        _safety.AnnounceZones(data);
        _recorder.Commit(nowMs);
    }

    /// <summary>A restart waits while the siren sounds, and leaves no gap in what is proved and counted.</summary>
    private void Restart(long nowMs)
    {
        if (_safety.Alarms.Annunciator.IsSirenSounding || _recorder.LastAppend == AppendStatus.StorageFailed)
        {
            return;
        }

        _spans.KeepNow(nowMs);
        _meters.KeepPulses(nowMs);
        NeedsRestart = true;
    }

    private void Beat(long nowMs)
    {
        _heartbeatDueMs = nowMs + _heartbeatIntervalMs;
        CanonicalWriter data = _recorder.Begin(RecordKind.Heartbeat);
        _safety.DescribeZones(data);
        data.Name("interval_s").Integer(_heartbeatIntervalMs / MillisecondsPerSecond);
        _safety.DescribeProtection(data);
        data.Name("storage").Text(StorageName());
        _delivery.PublishState(_recorder.CompleteHeartbeat(_delivery.Challenge, nowMs));
    }

    private string StorageName()
    {
        return _recorder.LastAppend == AppendStatus.Stored ? "ok"
            : _recorder.LastAppend == AppendStatus.Full ? "full"
            : "failed";
    }

    /// <summary>Counts this boot; where the flash does not keep the count now, every step tries again.</summary>
    private long CountBoot(long newestInJournal)
    {
        _bootSlot.Load(_bootCount);
        long kept = LittleEndian.ReadInt64(_bootCount, 0);
        long boot = (kept > newestInJournal ? kept : newestInJournal) + 1;
        LittleEndian.WriteInt64(_bootCount, 0, boot);
        _isBootKept = _bootSlot.Save(_bootCount);
        return boot;
    }
}
