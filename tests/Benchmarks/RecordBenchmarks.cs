using BenchmarkDotNet.Attributes;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules;

namespace Wugang.Tests.Benchmarks;

/// <summary>What one record costs on either side: built and signed by a node, read and verified by the supervisor.</summary>
[InProcess]
[MemoryDiagnoser]
public class RecordBenchmarks
{
    private static readonly ClockReading Now = ClockReading.At(1_763_884_800_000, 40, ClockQuality.Sync);

    private readonly ChainLink _head = new();
    private readonly RecordReader _reader = new();
    private readonly NodeKey _key;
    private readonly RecordWriter _writer;
    private readonly byte[] _record;

    public RecordBenchmarks()
    {
        byte[] secret = new byte[NodeKey.SecretBytes];
        _key = new NodeKey("1", secret, new SystemMac());
        _writer = new RecordWriter(NodeId.Parse("410481001-0007-01"), 1, _key);
        BuildAndSign();
        _record = _writer.Signed.ToArray();
    }

    [Benchmark(Description = "build and sign a meter record")]
    public int BuildAndSign()
    {
        CanonicalWriter data = _writer.Begin(RecordKind.Meter);
        data.Name("age_ms").Integer(120).Name("interval_s").Integer(900);
        data.Name("medium").Text(Media.NameOf(Medium.Electricity)).Name("meter").Text("main");
        data.Name("register_wh").Integer(12_345_678);
        _writer.EndJournaled(_head, Now, 601_250);
        return _writer.Signed.Count;
    }

    [Benchmark(Description = "read and verify a meter record")]
    public bool ReadAndVerify()
    {
        return _reader.Read(_record, 0, _record.Length) == ReadStatus.Ok
            && _reader.Signed.Names(_key)
            && _reader.Signed.IsSignedBy(_key);
    }
}
