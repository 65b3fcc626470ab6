using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Enrolment;

namespace Wugang.Tests.Benchmarks.Ingest;

/// <summary>The nodes of the measurement: ten to a facility, each with a key that follows from its name.</summary>
internal static class BenchNodes
{
    private const int NodesPerFacility = 10;

    public static NodeId IdOf(int index)
    {
        return NodeId.Parse(string.Create(
            CultureInfo.InvariantCulture, $"410481001-{index / NodesPerFacility:0000}-{index % NodesPerFacility:00}"));
    }

    public static int IndexOf(string node)
    {
        return (int.Parse(node.AsSpan(10, 4), CultureInfo.InvariantCulture) * NodesPerFacility)
            + int.Parse(node.AsSpan(15, 2), CultureInfo.InvariantCulture);
    }

    public static byte[] SecretOf(NodeId id)
    {
        return SHA256.HashData(Encoding.ASCII.GetBytes(id.Value));
    }

    public static NodeKey KeyOf(NodeId id)
    {
        return new NodeKey("1", SecretOf(id), new SystemMac());
    }

    public static IReadOnlyList<EnrolledFacility> Enrol(int count)
    {
        return
        [
            .. Enumerable.Range(0, count).Select(IdOf).GroupBy(id => id.FacilityId).Select(facility => new EnrolledFacility(
                facility.Key,
                new BilingualName(facility.Key, facility.Key),
                new EnrolledTownship("410481001", new BilingualName("垭口街道", "Yakou")),
                [.. facility.Select(id => new EnrolledNode(id, new BilingualName(id.Node, id.Node), [KeyOf(id)]))])),
        ];
    }

    /// <summary>The first records of a node's journal: a start, then registers of a meter.</summary>
    public static IEnumerable<byte[]> Speak(NodeId id, int count, long nowMs)
    {
        RecordWriter writer = new(id, 1, KeyOf(id));
        ChainLink head = new();
        ClockReading time = ClockReading.At(nowMs, 40, ClockQuality.Sync);
        for (int i = 0; i < count; i++)
        {
            if (i == 0)
            {
                CanonicalWriter start = writer.Begin(RecordKind.Boot);
                start.Name("meters").BeginArray().BeginObject().Name("medium").Text("electricity").Name("meter").Text("power");
                start.Name("source").Text("pulse").EndObject().EndArray().Name("protection").Text("day");
                start.Name("version").Text("0.1.0").Name("zones").BeginArray().EndArray();
            }
            else
            {
                CanonicalWriter reading = writer.Begin(RecordKind.Meter);
                reading.Name("age_ms").Integer(5).Name("interval_s").Integer(900).Name("medium").Text("electricity");
                reading.Name("meter").Text("power").Name("register_wh").Integer(1_000_000 + i).Name("status").Text("ok");
            }

            writer.EndJournaled(head, time, 1000 + i);
            yield return writer.Signed.ToArray();
        }
    }
}
