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

    public TestNode(string number = "01", string keyId = "1", byte secret = 1, long boot = 1, NodeKey? key = null)
    {
        Id = NodeId.Parse($"{FacilityId}-{number}");
        Key = key ?? KeyOf(keyId, secret);
        Secret = secret;
        Boot = boot;
        Topics = new Topics(Id);
        _writer = new RecordWriter(Id, boot, Key);
    }

    public NodeId Id { get; }

    public NodeKey Key { get; }

    /// <summary>Each byte of the key's secret.</summary>
    public byte Secret { get; }

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
    public TestNode Successor(long? boot = null, string? keyId = null, byte secret = 1, NodeKey? key = null)
    {
        TestNode successor = new(Id.Node, keyId ?? Key.KeyId, secret, boot ?? Boot, key) { Time = Time };
        successor.Head.MoveTo(Head);
        return successor;
    }

    public byte[] Journal(RecordKind kind, Action<CanonicalWriter> data)
    {
        data(_writer.Begin(kind));
        _writer.EndJournaled(Head, Time, UpMs);
        return _writer.Signed.ToArray();
    }

    /// <summary>Milliseconds since the boot, of what is said next.</summary>
    public long UpMs { get; set; } = 1000;

    public byte[] Started(params (string Name, string Type)[] zones)
    {
        return Journal(RecordKind.Boot, data =>
        {
            data.Name("meters").BeginArray().EndArray().Name("protection").Text("day").Name("version").Text("0.1.0");
            data.Name("zones").BeginArray();
            foreach ((string name, string type) in zones)
            {
                data.BeginObject().Name("type").Text(type).Name("zone").Text(name).EndObject();
            }

            data.EndArray();
        });
    }

    /// <summary>A start with meters and without zones.</summary>
    public byte[] StartedWith(params (string Name, string Medium, string Source)[] meters)
    {
        return Journal(RecordKind.Boot, data =>
        {
            data.Name("meters").BeginArray();
            foreach ((string name, string medium, string source) in meters)
            {
                data.BeginObject().Name("medium").Text(medium).Name("meter").Text(name);
                data.Name("source").Text(source).EndObject();
            }

            data.EndArray().Name("protection").Text("day").Name("version").Text("0.1.0");
            data.Name("zones").BeginArray().EndArray();
        });
    }

    /// <summary>A start that names its configuration.</summary>
    public byte[] StartedUnder(int version, string hash, bool isOnTrial)
    {
        return Journal(RecordKind.Boot, data =>
        {
            data.Name("config").BeginObject().Name("hash").Text(hash);
            if (isOnTrial)
            {
                data.Name("trial").Boolean(true);
            }

            data.Name("version").Integer(version).EndObject().Name("meters").BeginArray().EndArray();
            data.Name("protection").Text("day").Name("version").Text("0.1.0").Name("zones").BeginArray().EndArray();
        });
    }

    /// <summary>What became of a configuration that was not refused.</summary>
    public byte[] Configured(string result, int version)
    {
        return Journal(RecordKind.Config, data => data.Name("result").Text(result).Name("version").Integer(version));
    }

    public byte[] Door(string name, bool isOpen)
    {
        return Zone(name, "door", isOpen ? "active" : "normal");
    }

    /// <param name="name">The zone.</param>
    /// <param name="type">Its type.</param>
    /// <param name="state">Its condition.</param>
    /// <param name="cause">The alarm that it raises, or null.</param>
    public byte[] Zone(string name, string type, string state, string? cause = null)
    {
        return Journal(RecordKind.Zone, data =>
        {
            if (cause is not null)
            {
                data.Name("alarm").Text(cause).Name("input_to_siren_ms").Integer(57);
            }

            data.Name("state").Text(state).Name("type").Text(type).Name("zone").Text(name);
        });
    }

    public byte[] Act(string command, string result)
    {
        return Journal(RecordKind.Command, data =>
        {
            data.Name("by").Text("key").Name("command").Text(command).Name("result").Text(result);
            data.Name("who").Text("").Name("zones").BeginArray().EndArray();
        });
    }

    /// <summary>The answer to a signed command.</summary>
    public byte[] Answer(string command, string result, long id)
    {
        return Journal(RecordKind.Command, data =>
        {
            data.Name("by").Text("command").Name("command").Text(command).Name("id").Integer(id).Name("result").Text(result);
            data.Name("who").Text("inspector").Name("zones").BeginArray().EndArray();
        });
    }

    public byte[] Protection(string from, string to, params string[] bypassed)
    {
        return Journal(RecordKind.Protection, data =>
        {
            Write(data.Name("by").Text("command").Name("bypassed"), bypassed);
            data.Name("from").Text(from).Name("hours").Text("open").Name("id").Integer(1);
            data.Name("reason").Text("drill").Name("to").Text(to).Name("who").Text("inspector");
        });
    }

    public byte[] Fault(string fault, bool hasBegun)
    {
        return Journal(RecordKind.Fault, data => data.Name("fault").Text(fault).Name("state").Text(hasBegun ? "begun" : "ended"));
    }

    public byte[] Meter(string name, string medium, string registerMember, long register)
    {
        return Journal(RecordKind.Meter, data =>
        {
            data.Name("age_ms").Integer(5).Name("interval_s").Integer(900).Name("medium").Text(medium);
            data.Name("meter").Text(name).Name(registerMember).Integer(register);
        });
    }

    /// <summary>A meter record of an electricity meter named <c>power</c> with these members between its name and its end.</summary>
    public byte[] Reading(Action<CanonicalWriter> write, long intervalS = 900, params long[] earlier)
    {
        return Journal(RecordKind.Meter, data =>
        {
            data.Name("age_ms").Integer(5);
            if (earlier.Length > 0)
            {
                data.Name("earlier").BeginArray();
                Array.ForEach(earlier, growth => data.Integer(growth));
                data.EndArray();
            }

            data.Name("interval_s").Integer(intervalS).Name("medium").Text("electricity");
            write(data.Name("meter").Text("power"));
        });
    }

    public byte[] MeterFault(string meter, string fault, bool hasBegun)
    {
        return Journal(RecordKind.Fault, data =>
        {
            data.Name("fault").Text(fault).Name("meter").Text(meter).Name("state").Text(hasBegun ? "begun" : "ended");
        });
    }

    /// <summary>A span of this boot or an earlier one that ends at a time of day, 0 where it is not known.</summary>
    public byte[] Span(long fromUpMs, long toUpMs, long toUnixMs, long? ofBoot = null, params string[] reasons)
    {
        return Journal(RecordKind.Span, data =>
        {
            data.Name("from_up").Integer(fromUpMs).Name("of_boot").Integer(ofBoot ?? Boot);
            Write(data.Name("protected").Boolean(reasons.Length == 0).Name("reasons"), reasons);
            data.Name("state").Text("day").Name("to_t").Integer(toUnixMs).Name("to_up").Integer(toUpMs);
        });
    }

    public byte[] Heartbeat(params string[] active)
    {
        return Heartbeat(new Saying { Active = active });
    }

    /// <summary>A heartbeat so long after the boot.</summary>
    public byte[] Heartbeat(long upMs)
    {
        UpMs = upMs;
        return Heartbeat();
    }

    public byte[] Heartbeat(Saying saying)
    {
        return Heartbeat(data =>
        {
            Write(data.Name("active"), saying.Active);
            Write(data.Name("alarms"), saying.Alarms);
            Write(data.Name("bypassed"), saying.Bypassed);
            Write(data.Name("faults"), saying.Faults);
            if (saying.InputToPublishMs is { } inputToPublishMs)
            {
                data.Name("input_to_publish_ms").Integer(inputToPublishMs);
            }

            data.Name("interval_s").Integer(saying.IntervalS).Name("protected").Boolean(saying.Reasons.Count == 0);
            Write(data.Name("protection").Text(saying.Protection).Name("reasons"), saying.Reasons);
            saying.BeforeSiren(data);
            data.Name("siren").Boolean(saying.IsSirenSounding).Name("storage").Text("ok");
        });
    }

    public byte[] Heartbeat(Action<CanonicalWriter> writeData)
    {
        writeData(_writer.Begin(RecordKind.Heartbeat));
        _writer.EndHeartbeat(++_heartbeats, Head, Nonce, Time, UpMs);
        return _writer.Signed.ToArray();
    }

    public byte[] Notice(long connection, bool isOnline)
    {
        return Presence.Write(Key, Id, Boot, connection, isOnline);
    }

    private static void Write(CanonicalWriter json, IReadOnlyList<string> texts)
    {
        json.BeginArray();
        foreach (string text in texts)
        {
            json.Text(text);
        }

        json.EndArray();
    }

    /// <summary>What a heartbeat says; unless set, that all is well by day.</summary>
    internal sealed record Saying
    {
        public int IntervalS { get; init; } = HeartbeatIntervalS;

        public string Protection { get; init; } = "day";

        public IReadOnlyList<string> Reasons { get; init; } = [];

        public IReadOnlyList<string> Active { get; init; } = [];

        public IReadOnlyList<string> Alarms { get; init; } = [];

        public IReadOnlyList<string> Bypassed { get; init; } = [];

        public IReadOnlyList<string> Faults { get; init; } = [];

        public bool IsSirenSounding { get; init; }

        public long? InputToPublishMs { get; init; }

        /// <summary>Writes what stands between the reasons and the siren.</summary>
        public Action<CanonicalWriter> BeforeSiren { get; init; } = _ => { };
    }
}
