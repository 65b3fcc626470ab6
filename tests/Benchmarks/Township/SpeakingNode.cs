using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Enrolment;

namespace Wugang.Tests.Benchmarks.Township;

/// <summary>The one node of a facility of the measurement: it starts, beats, and opens and closes its door.</summary>
internal sealed class SpeakingNode
{
    /// <summary>The longest that a node may have, in seconds.</summary>
    public const int HeartbeatIntervalS = 300;

    private const int FacilitiesPerTownship = 100;

    private readonly RecordWriter _writer;
    private readonly NodeKey _key;
    private readonly ChainLink _head = new();
    private readonly long _bootedMs;
    private long _heartbeats;
    private bool _isOpen;

    public SpeakingNode(int index, long bootedMs)
    {
        Id = NodeId.Parse(string.Create(
            CultureInfo.InvariantCulture, $"410481{(index / FacilitiesPerTownship) + 1:000}-{index:0000}-01"));
        _key = new NodeKey("1", SHA256.HashData(Encoding.ASCII.GetBytes(Id.Value)), new SystemMac());
        _writer = new RecordWriter(Id, 1, _key);
        _bootedMs = bootedMs;
        Topics = new Topics(Id);
    }

    public NodeId Id { get; }

    public Topics Topics { get; }

    /// <summary>The supervisor's newest challenge, which its heartbeats echo; null before the first.</summary>
    public byte[]? Challenge { get; set; }

    public EnrolledFacility Enrol()
    {
        string township = Id.Township[^3..];
        return new EnrolledFacility(
            Id.FacilityId,
            new BilingualName($"第 {Id.Facility} 托育园", $"Nursery {Id.Facility}"),
            new EnrolledTownship(Id.Township, new BilingualName($"第 {township} 乡镇", $"Township {township}")),
            [new EnrolledNode(Id, new BilingualName("大门", "Gate"), [_key])]);
    }

    /// <summary>The notice that it is there.</summary>
    public byte[] Birth()
    {
        return Presence.Write(_key, Id, 1, 1, isOnline: true);
    }

    /// <summary>The record of its start.</summary>
    public byte[] Start(long nowMs)
    {
        CanonicalWriter data = _writer.Begin(RecordKind.Boot);
        data.Name("meters").BeginArray().EndArray().Name("protection").Text("day").Name("version").Text("0.1.0");
        data.Name("zones").BeginArray().BeginObject().Name("type").Text("door").Name("zone").Text("gate").EndObject().EndArray();
        return Journaled(nowMs);
    }

    /// <summary>The record of its door, which opens and closes in turn.</summary>
    public byte[] MoveDoor(long nowMs)
    {
        _isOpen = !_isOpen;
        CanonicalWriter data = _writer.Begin(RecordKind.Zone);
        data.Name("state").Text(_isOpen ? "active" : "normal").Name("type").Text("door").Name("zone").Text("gate");
        return Journaled(nowMs);
    }

    /// <summary>Its next heartbeat.</summary>
    public byte[] Beat(long nowMs)
    {
        CanonicalWriter data = _writer.Begin(RecordKind.Heartbeat);
        data.Name("active").BeginArray();
        if (_isOpen)
        {
            data.Text("gate");
        }

        data.EndArray().Name("alarms").BeginArray().EndArray().Name("bypassed").BeginArray().EndArray();
        data.Name("faults").BeginArray().EndArray().Name("interval_s").Integer(HeartbeatIntervalS).Name("protected").Boolean(true);
        data.Name("protection").Text("day").Name("reasons").BeginArray().EndArray().Name("siren").Boolean(false).Name("storage").Text("ok");
        _writer.EndHeartbeat(++_heartbeats, _head, Challenge, TimeAt(nowMs), nowMs - _bootedMs);
        return _writer.Signed.ToArray();
    }

    private byte[] Journaled(long nowMs)
    {
        _writer.EndJournaled(_head, TimeAt(nowMs), nowMs - _bootedMs);
        return _writer.Signed.ToArray();
    }

    private static ClockReading TimeAt(long nowMs)
    {
        return ClockReading.At(nowMs, 40, ClockQuality.Sync);
    }
}
