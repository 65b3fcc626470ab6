using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules.Configurations;
using Wugang.Supervisor.Rules.Contents;

namespace Wugang.Supervisor.Rules;

/// <summary>What is known of one node from its verified records alone: the sum of applying them in order.</summary>
public sealed class NodeStatus
{
    // Faults of the node itself that are shown; the wire names four.
    private const int MaxFaults = 8;

    private readonly ZoneTable _zones = new();
    private readonly MeterTable _meters = new();
    private readonly SensorTable _sensors = new();
    private readonly SortedSet<string> _faults = new(StringComparer.Ordinal);
    private long _noticedBoot;

    // Number of the newest record that was taken in ahead of its place.
    private long _aheadSequence;

    public IReadOnlyDictionary<string, ZoneStatus> Zones => _zones.Zones;

    public IReadOnlyDictionary<string, MeterStatus> Meters => _meters.Meters;

    /// <summary>The radio sensors, as far as heartbeats have told of them since the node started.</summary>
    public IReadOnlyDictionary<string, SensorStatus> Sensors => _sensors.Sensors;

    /// <summary>Faults other than of zones: <c>mains</c>, <c>battery_low</c>, <c>battery_exhausted</c>, <c>siren_circuit</c>, and others.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    /// <summary>Boot count of the newest record or heartbeat; 0 before any.</summary>
    public long Boot { get; private set; }

    /// <summary>When that boot was, by the newest record or heartbeat, milliseconds since 1970 UTC; 0 before any.</summary>
    public long BootedMs { get; private set; }

    /// <summary>Highest number stored.</summary>
    public long StoredSequence { get; private set; }

    /// <summary>Highest number that a heartbeat vouched for.</summary>
    public long HeadSequence { get; private set; }

    /// <summary>The newest heartbeat, or null before any.</summary>
    public RecordContent.Beat? Beat { get; private set; }

    /// <summary>Time of the newest heartbeat, milliseconds since 1970 UTC; 0 before any.</summary>
    public long HeartbeatMs { get; private set; }

    /// <summary>Highest number that the newest heartbeat vouched for.</summary>
    public long HeartbeatHead { get; private set; }

    /// <summary><c>full</c>, <c>day</c>, <c>test</c> or <c>none</c>; empty before any record says.</summary>
    public string Protection { get; private set; } = "";

    /// <summary>The newest change of the protection state or of a bypass, or null before any.</summary>
    public ProtectionChange? ProtectionChange { get; private set; }

    /// <summary>Which configuration the node runs with, and ran with before.</summary>
    public ConfigurationHistory Configurations { get; } = new();

    /// <summary>What the journal alone says about protection.</summary>
    public RecordedProtection Recorded { get; } = new();

    public bool IsSirenSounding { get; private set; }

    /// <summary>Highest number of a signed command that the node has answered; 0 before any.</summary>
    public long CommandId { get; private set; }

    /// <summary>Whether the newest birth or will says connected.</summary>
    public bool IsOnline { get; private set; }

    /// <summary>Whether a birth or will has told of a later boot than any record or heartbeat: nothing is known of that one yet.</summary>
    public bool IsBootUnheard => _noticedBoot > Boot;

    public ClockReading Clock { get; private set; }

    /// <summary>Takes in a record; those of the journal come in order of their numbers.</summary>
    /// <param name="record">The record, verified.</param>
    /// <param name="receivedMs">When it arrived, for records made before the node knew the time.</param>
    /// <returns>False if its <c>data</c> is not understood: then only its place was taken in.</returns>
    public bool Apply(VerifiedRecord record, long receivedMs)
    {
        long atMs = TimeOf(record, receivedMs);
        if (record.Boot >= Boot)
        {
            (Boot, BootedMs, Clock) = (record.Boot, atMs - record.UpMs, record.Time);
        }

        HeadSequence = Math.Max(HeadSequence, record.Sequence);
        bool isUnderstood = record.Content is { } content && TryApply(record, content, atMs, receivedMs);
        if (record.Kind != RecordKind.Heartbeat)
        {
            StoredSequence = record.Sequence;
            Recorded.Apply(record);
            if (StoredSequence == HeartbeatHead)
            {
                // The heartbeat came before what it tells of, and is the newer word only now: on zones that no record speaks of the only one.
                FollowHeartbeat(HeartbeatMs);
            }
        }

        return isUnderstood;
    }

    /// <summary>Takes in a birth or a will.</summary>
    public void Apply(Judgement.Noticed notice)
    {
        (_noticedBoot, IsOnline) = (notice.Boot, notice.IsOnline);
    }

    /// <summary>Takes in an old record for what lasts: when a zone last changed, a meter's register.</summary>
    public void Recall(VerifiedRecord record, long receivedMs)
    {
        if (record.Content is RecordContent.ZoneChanged zone)
        {
            _zones.Recall(zone.Zone, TimeOf(record, receivedMs));
        }
        else if (record.Content is RecordContent.Metered meter)
        {
            _meters.TryRead(meter, TimeOf(record, receivedMs));
        }
    }

    /// <summary>Takes in a record that came ahead of its place: an alarm shows at once, and is taken in again in its place.</summary>
    /// <param name="record">The record, verified but for its place in the chain.</param>
    /// <param name="receivedMs">When it arrived, for records made before the node knew the time.</param>
    /// <returns>False if its <c>data</c> is not understood.</returns>
    public bool ApplyAhead(VerifiedRecord record, long receivedMs)
    {
        _aheadSequence = Math.Max(_aheadSequence, record.Sequence);
        return record.Content is { } content
            && (content is not RecordContent.ZoneChanged || TryApply(record, content, TimeOf(record, receivedMs), receivedMs));
    }

    /// <summary>The type of a zone, or null where the node has not announced it.</summary>
    public string? TypeOf(string zone)
    {
        return Zones.GetValueOrDefault(zone)?.Type;
    }

    private bool TryApply(VerifiedRecord record, RecordContent content, long atMs, long receivedMs)
    {
        switch (content)
        {
            case RecordContent.Started started:
                ApplyBoot(started, atMs);
                Configurations.Start(record.Boot, started.Configuration);
                break;
            case RecordContent.Configured configured:
                Configurations.Apply(record.Boot, atMs, configured);
                break;
            case RecordContent.ZoneChanged zone when !_zones.TryChange(zone, record.Sequence, atMs):
                return false;
            case RecordContent.ZoneChanged zone:
                IsSirenSounding |= zone.Cause is not null && Protection != "test";
                break;
            case RecordContent.ProtectionChanged change:
                Protection = change.To;
                ProtectionChange = new ProtectionChange(atMs, change.To, change.By, change.Who, change.Reason);
                _zones.Bypass(change.Bypassed);
                break;
            case RecordContent.FaultChanged fault:
                ApplyFault(fault);
                break;
            case RecordContent.Metered meter when !_meters.TryRead(meter, atMs):
                return false;
            case RecordContent.MeterFaultChanged fault when !_meters.TryChange(fault):
                return false;
            case RecordContent.SensorFaultChanged fault:
                _sensors.Take(fault);
                break;
            case RecordContent.Acted act:
                ApplyAct(act);
                break;
            case RecordContent.Beat beat:
                // A heartbeat without a date that may have waited anywhere says nothing of now.
                bool isDated = record.Time.Quality != ClockQuality.None || record.IsAnswer;
                IsOnline |= record.IsAnswer; // Its birth may have been lost on the way.
                ApplyHeartbeat(beat, record.Sequence, isDated ? Math.Min(atMs, receivedMs) : HeartbeatMs);
                break;
            case RecordContent.Metered or RecordContent.MeterFaultChanged or RecordContent.Held or RecordContent.Noted:
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(content));
        }

        return true;
    }

    private void ApplyBoot(RecordContent.Started started, long atMs)
    {
        _zones.Announce(started.ZoneTypes, atMs);
        _meters.Announce(started.MeterSources);
        _sensors.Clear();
        _faults.Clear();
        Protection = started.Protection;
        IsSirenSounding = false;
    }

    private void ApplyFault(RecordContent.FaultChanged fault)
    {
        _faults.Remove(fault.Fault);
        if (fault.HasBegun && _faults.Count < MaxFaults)
        {
            _faults.Add(fault.Fault);
        }
    }

    private void ApplyAct(RecordContent.Acted act)
    {
        CommandId = Math.Max(CommandId, act.Id);
        if (act.Command == "reset" && act.Result is "done" or "cause_stands")
        {
            _zones.Reset();
            IsSirenSounding &= _zones.IsAlarm;
        }
        else if (act.Command == "silence" && act.Result == "done")
        {
            IsSirenSounding = false;
        }
    }

    private void ApplyHeartbeat(RecordContent.Beat beat, long headSequence, long atMs)
    {
        Beat = beat;
        HeartbeatMs = Math.Max(HeartbeatMs, atMs);
        HeartbeatHead = headSequence;
        if (beat.Sensor is { } sensor)
        {
            _sensors.Take(sensor, HeartbeatMs);
        }

        FollowHeartbeat(atMs);
    }

    /// <summary>Takes over how the newest heartbeat says that things are, unless newer records than it have been applied.</summary>
    private void FollowHeartbeat(long atMs)
    {
        if (Beat is not { } beat || HeartbeatHead < Math.Max(StoredSequence, _aheadSequence))
        {
            return;
        }

        Protection = beat.Protection;
        IsSirenSounding = beat.IsSirenSounding;
        _zones.Follow(beat, HeartbeatHead, atMs);
        _faults.Clear();
        _faults.UnionWith(beat.Faults.Where(fault => !fault.Contains(':', StringComparison.Ordinal)).Take(MaxFaults));
    }

    private static long TimeOf(VerifiedRecord record, long receivedMs)
    {
        return record.Time.Quality == ClockQuality.None ? receivedMs : record.Time.UnixMs;
    }
}
