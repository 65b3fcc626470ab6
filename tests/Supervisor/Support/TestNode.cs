using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules;

namespace Wugang.Tests.Supervisor.Support;

/// <summary>Speaks as a node would: real records of firmware/Core, without the board.</summary>
internal sealed class TestNode
{
    public const string FacilityId = "410481001-0007";
    public const int HeartbeatIntervalS = 30;

    private readonly RecordWriter _writer;
    private long _heartbeats;
    private long _upMs = 1000;

    public TestNode(string number = "01", string keyId = "1", byte secret = 1, long boot = 1)
    {
        Id = NodeId.Parse($"{FacilityId}-{number}");
        Key = KeyOf(keyId, secret);
        Boot = boot;
        Topics = new Topics(Id);
        _writer = new RecordWriter(Id, boot, Key);
    }

    public NodeId Id { get; }

    public NodeKey Key { get; }

    public Topics Topics { get; }

    public long Boot { get; }

    /// <summary>The newest record that was made.</summary>
    public ChainLink Head { get; } = new();

    /// <summary>The time that records carry; not known unless set.</summary>
    public ClockReading Time { get; set; }

    /// <summary>The challenge that heartbeats echo; none unless set.</summary>
    public byte[]? Nonce { get; set; }

    public static NodeKey KeyOf(string keyId, byte secret)
    {
        byte[] bytes = new byte[NodeKey.SecretBytes];
        Array.Fill(bytes, secret);
        return new NodeKey(keyId, bytes, new SystemMac());
    }

    /// <summary>The same node after a start, or with another key, behind the same chain.</summary>
    public TestNode Successor(long? boot = null, string? keyId = null, byte secret = 1)
    {
        TestNode successor = new(Id.Node, keyId ?? Key.KeyId, secret, boot ?? Boot) { Time = Time };
        successor.Head.MoveTo(Head);
        return successor;
    }

    public byte[] Journal(RecordKind kind, Action<CanonicalWriter> data)
    {
        data(_writer.Begin(kind));
        _writer.EndJournaled(Head, Time, _upMs);
        return _writer.Signed.ToArray();
    }

    public byte[] Started(params (string Name, string Type)[] zones)
    {
        return Journal(RecordKind.Boot, data =>
        {
            data.Name("meters").BeginArray().EndArray().Name("version").Text("0.1.0").Name("zones").BeginArray();
            foreach ((string name, string type) in zones)
            {
                data.BeginObject().Name("type").Text(type).Name("zone").Text(name).EndObject();
            }

            data.EndArray();
        });
    }

    public byte[] Door(string name, bool isOpen)
    {
        return Zone(name, "door", isOpen, isAlarm: false);
    }

    public byte[] Zone(string name, string type, bool isActive, bool isAlarm)
    {
        return Journal(RecordKind.Zone, data =>
        {
            data.Name("alarm").Boolean(isAlarm);
            if (isAlarm)
            {
                data.Name("input_to_siren_ms").Integer(57);
            }

            data.Name("state").Text(isActive ? "active" : "normal").Name("type").Text(type).Name("zone").Text(name);
        });
    }

    public byte[] Reset(string result)
    {
        return Journal(RecordKind.Command, data =>
            data.Name("by").Text("key").Name("command").Text("reset").Name("result").Text(result));
    }

    public byte[] Meter(string name, string medium, string registerMember, long register)
    {
        return Journal(RecordKind.Meter, data =>
        {
            data.Name("age_ms").Integer(5).Name("interval_s").Integer(900).Name("medium").Text(medium);
            data.Name("meter").Text(name).Name(registerMember).Integer(register);
        });
    }

    public byte[] Heartbeat(params string[] active)
    {
        return Heartbeat("day", isSirenSounding: false, active);
    }

    /// <summary>A heartbeat so long after the boot.</summary>
    public byte[] Heartbeat(long upMs)
    {
        _upMs = upMs;
        return Heartbeat();
    }

    /// <summary>A heartbeat that says to come again after so many seconds.</summary>
    public byte[] HeartbeatEvery(int intervalS)
    {
        return Heartbeat("day", isSirenSounding: false, intervalS, []);
    }

    public byte[] Heartbeat(string protection, bool isSirenSounding, params string[] active)
    {
        return Heartbeat(protection, isSirenSounding, HeartbeatIntervalS, active);
    }

    private byte[] Heartbeat(string protection, bool isSirenSounding, int intervalS, string[] active)
    {
        return Heartbeat(data =>
        {
            data.Name("active").BeginArray();
            foreach (string name in active)
            {
                data.Text(name);
            }

            data.EndArray().Name("alarms").BeginArray().EndArray();
            data.Name("interval_s").Integer(intervalS).Name("protection").Text(protection);
            data.Name("siren").Boolean(isSirenSounding).Name("storage").Text("ok");
        });
    }

    public byte[] Heartbeat(Action<CanonicalWriter> writeData)
    {
        writeData(_writer.Begin(RecordKind.Heartbeat));
        _writer.EndHeartbeat(++_heartbeats, Head, Nonce, Time, _upMs);
        return _writer.Signed.ToArray();
    }

    public byte[] Notice(long connection, bool isOnline)
    {
        return Presence.Write(Key, Id, Boot, connection, isOnline);
    }
}
