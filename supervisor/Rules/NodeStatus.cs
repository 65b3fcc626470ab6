using System.Text.Json;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Records;

namespace Wugang.Supervisor.Rules;

/// <summary>What is known of one node from its verified records alone: the sum of applying them in order.</summary>
public sealed class NodeStatus
{
    private readonly SortedDictionary<string, ZoneStatus> _zones = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, MeterStatus> _meters = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, ZoneStatus> Zones => _zones;

    public IReadOnlyDictionary<string, MeterStatus> Meters => _meters;

    /// <summary>Boot count of the newest record or heartbeat; 0 before any.</summary>
    public long Boot { get; private set; }

    /// <summary>When that boot was, by the newest record or heartbeat, milliseconds since 1970 UTC; 0 before any.</summary>
    public long BootedMs { get; private set; }

    /// <summary>Highest number stored.</summary>
    public long StoredSequence { get; private set; }

    /// <summary>Highest number that a heartbeat vouched for.</summary>
    public long HeadSequence { get; private set; }

    /// <summary>Time of the newest heartbeat, milliseconds since 1970 UTC; 0 before any.</summary>
    public long HeartbeatMs { get; private set; }

    /// <summary>Seconds between heartbeats, as the node says.</summary>
    public int HeartbeatIntervalS { get; private set; }

    /// <summary><c>full</c>, <c>day</c>, <c>test</c> or <c>none</c>; empty before any heartbeat.</summary>
    public string Protection { get; private set; } = "";

    public bool IsSirenSounding { get; private set; }

    /// <summary>Whether the newest birth or will says connected.</summary>
    public bool IsOnline { get; set; }

    public ClockReading Clock { get; private set; }

    /// <summary>Takes in a record; those of the journal come in order of their numbers.</summary>
    /// <param name="record">The record, verified.</param>
    /// <param name="receivedMs">When it arrived, for records made before the node knew the time.</param>
    /// <returns>False if its <c>data</c> is not what is known here of its kind: then only its place was taken in.</returns>
    public bool Apply(VerifiedRecord record, long receivedMs)
    {
        long atMs = record.Time.Quality == ClockQuality.None ? receivedMs : record.Time.UnixMs;
        if (record.Boot >= Boot)
        {
            (Boot, BootedMs, Clock) = (record.Boot, atMs - record.UpMs, record.Time);
        }

        HeadSequence = Math.Max(HeadSequence, record.Sequence);
        try
        {
            using JsonDocument document = JsonDocument.Parse(record.Data);
            ApplyData(record, document.RootElement, atMs, receivedMs);
            return true;
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return false;
        }
        finally
        {
            StoredSequence = record.Kind == RecordKind.Heartbeat ? StoredSequence : record.Sequence;
        }
    }

    private void ApplyData(VerifiedRecord record, JsonElement data, long atMs, long receivedMs)
    {
        switch (record.Kind)
        {
            case RecordKind.Boot:
                ApplyBoot(data, atMs);
                break;
            case RecordKind.Zone:
                ApplyZone(data, record.Sequence, atMs);
                break;
            case RecordKind.Meter:
                ApplyMeter(data, atMs);
                break;
            case RecordKind.Command:
                ApplyCommand(data);
                break;
            case RecordKind.Heartbeat:
                ApplyHeartbeat(data, record.Sequence, Math.Min(atMs, receivedMs));
                break;
            case RecordKind.Protection:
            case RecordKind.Fault:
            case RecordKind.Config:
            case RecordKind.Span:
            case RecordKind.Loss:
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(record));
        }
    }

    private void ApplyBoot(JsonElement data, long atMs)
    {
        // What was seen before the start says nothing about now: unknown until the node speaks again.
        (string Name, string Type)[] announced =
            [.. data.GetProperty("zones").EnumerateArray().Select(zone => (Name(zone, "zone"), Name(zone, "type")))];
        if (announced.Length > Limits.MaxZones)
        {
            throw new FormatException("More zones than a node can have.");
        }

        _zones.Clear();
        foreach ((string name, string type) in announced)
        {
            _zones[name] = new ZoneStatus(type, ZoneState.Unknown, atMs);
        }

        IsSirenSounding = false;
    }

    private void ApplyZone(JsonElement data, long sequence, long atMs)
    {
        bool isAlarm = data.TryGetProperty("alarm", out JsonElement cause) && cause.ValueKind != JsonValueKind.False;
        string name = NewName(data, "zone", _zones, Limits.MaxZones);
        ZoneAlarm? alarm = isAlarm
            ? new ZoneAlarm(atMs, sequence, data.GetProperty("input_to_siren_ms").GetInt64())
            : _zones.GetValueOrDefault(name)?.Alarm;
        ZoneState state = Name(data, "state") switch
        {
            "active" => ZoneState.Active,
            "normal" => ZoneState.Normal,
            _ => ZoneState.Unknown,
        };
        _zones[name] = new ZoneStatus(Name(data, "type"), state, atMs) { Alarm = alarm };
        IsSirenSounding |= isAlarm;
    }

    private void ApplyMeter(JsonElement data, long atMs)
    {
        bool isEnergy = data.TryGetProperty("register_wh", out JsonElement register);
        if (!isEnergy)
        {
            register = data.GetProperty("register_l");
        }

        _meters[NewName(data, "meter", _meters, Limits.MaxMeters)] = new MeterStatus(
            Name(data, "medium"),
            register.GetInt64(),
            isEnergy ? "wh" : "l",
            atMs,
            data.GetProperty("age_ms").GetInt64());
    }

    private void ApplyCommand(JsonElement data)
    {
        if (Name(data, "command") != "reset" || Name(data, "result") == "no_alarm")
        {
            return;
        }

        foreach ((string name, ZoneStatus zone) in _zones.ToArray())
        {
            if (zone.State != ZoneState.Active)
            {
                _zones[name] = zone with { Alarm = null };
            }
        }

        IsSirenSounding = _zones.Values.Any(zone => zone.Alarm is not null);
    }

    private void ApplyHeartbeat(JsonElement data, long headSequence, long atMs)
    {
        int intervalS = data.GetProperty("interval_s").GetInt32();
        if (intervalS is < Limits.MinHeartbeatIntervalS or > Limits.MaxHeartbeatIntervalS)
        {
            throw new FormatException("Not an interval that a node can have.");
        }

        (HeartbeatIntervalS, Protection) = (intervalS, Name(data, "protection"));
        HeartbeatMs = Math.Max(HeartbeatMs, atMs);
        if (headSequence < StoredSequence)
        {
            return; // Newer records than this heartbeat have been applied.
        }

        IsSirenSounding = data.GetProperty("siren").GetBoolean();
        HashSet<string> active = [.. data.GetProperty("active").EnumerateArray().Select(name => name.GetString()!)];
        foreach ((string name, ZoneStatus zone) in _zones.ToArray())
        {
            ZoneState state = active.Contains(name) ? ZoneState.Active : ZoneState.Normal;
            if (state != zone.State)
            {
                _zones[name] = zone with { State = state, ChangedMs = atMs };
            }
        }
    }

    /// <summary>The name of something that is known, or of one more while a node can have one more.</summary>
    private static string NewName<T>(JsonElement data, string member, SortedDictionary<string, T> known, int maxCount)
    {
        string name = Name(data, member);
        return known.ContainsKey(name) || known.Count < maxCount
            ? name
            : throw new FormatException("More than a node can have.");
    }

    /// <summary>A name or a word of the wire, which can stand in what the supervisor signs.</summary>
    private static string Name(JsonElement data, string member)
    {
        string name = data.GetProperty(member).GetString()!;
        return Ascii.IsName(name, Limits.MaxNameCharacters) ? name : throw new FormatException("Not a name.");
    }
}
