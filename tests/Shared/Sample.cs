using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Records;
using Wugang.Tests.Shared.Fakes;

namespace Wugang.Tests.Shared;

/// <summary>The node, key and records of the worked chain in the wire format.</summary>
internal static class Sample
{
    public const string Node = "410481001-0007-01";

    public const string FirstRecord =
        "{'boot':1,'data':{'reset':'power_on','version':'1.0.0'},'kind':'boot','node':'410481001-0007-01',"
        + "'prev':'AAAAAAAAAAAAAAAAAAAAAA','seq':1,'sig':'eyJhbGciOiJIUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il0sImtpZCI6IjEifQ"
        + "..LZYZapoTJS-ai0NgWUqIdk6a6u9DLIlsvOYJjw0cPPQ','t':0,'te':0,'tq':'none','up':1250,'v':1}";

    public const string SecondRecord =
        "{'boot':1,'data':{'age_ms':120,'interval_s':900,'medium':'electricity','meter':'main','register_wh':12345678},"
        + "'kind':'meter','node':'410481001-0007-01','prev':'LZYZapoTJS-ai0NgWUqIdg','seq':2,"
        + "'sig':'eyJhbGciOiJIUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il0sImtpZCI6IjEifQ"
        + "..WO0oQF-nZ_k3RmzD8J7oEuIKnKcdpT9w6LlRRAUPFvQ','t':1763884800000,'te':40,'tq':'sync','up':601250,'v':1}";

    public static NodeKey Key()
    {
        return new NodeKey("1", Bytes.Ascending(NodeKey.SecretBytes), new TestMac());
    }

    /// <summary>The keys of the node, of which <see cref="Key"/> is one.</summary>
    public static NodeKeys Keys()
    {
        return new NodeKeys { KeyId = "1", KeySecret = Bytes.Ascending(NodeKey.SecretBytes) };
    }

    /// <summary>A key of the same id with another secret.</summary>
    public static NodeKey ForeignKey()
    {
        return new NodeKey("1", new byte[NodeKey.SecretBytes], new TestMac());
    }

    /// <summary>A bypass of the zone <c>smoke</c> for ten minutes.</summary>
    public static Command Command()
    {
        return new Command
        {
            By = "duty officer",
            Act = "bypass",
            DurationS = 600,
            ExpiresUnixMs = 1763884860000,
            Id = 7,
            Reason = "detector is being cleaned",
            Zone = "smoke",
        };
    }

    public static RecordWriter Writer()
    {
        return new RecordWriter(NodeId.Parse(Node), 1, Key());
    }

    public static byte[] WriteFirst(RecordWriter writer, ChainLink head)
    {
        writer.Begin(RecordKind.Boot).Name("reset").Text("power_on").Name("version").Text("1.0.0");
        writer.EndJournaled(head, default, 1250);
        return writer.Signed.ToArray();
    }

    public static byte[] WriteSecond(RecordWriter writer, ChainLink head)
    {
        CanonicalWriter data = writer.Begin(RecordKind.Meter);
        data.Name("age_ms").Integer(120).Name("interval_s").Integer(900).Name("medium").Text("electricity");
        data.Name("meter").Text("main").Name("register_wh").Integer(12345678);
        writer.EndJournaled(head, ClockReading.At(1763884800000, 40, ClockQuality.Sync), 601250);
        return writer.Signed.ToArray();
    }
}
