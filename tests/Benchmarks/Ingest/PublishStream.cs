using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Wugang.Firmware.Core.Records;

namespace Wugang.Tests.Benchmarks.Ingest;

/// <summary>The PUBLISH packets of some nodes, made beforehand so that sending them costs next to nothing (MQTT 5.0, section 3.3).</summary>
internal sealed class PublishStream
{
    private const byte PublishAtLeastOnce = 0x32;
    private const int MaxPacketId = ushort.MaxValue;

    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly List<int> _ends = [];
    private readonly List<(int Node, int Sequence)> _records = [];

    public PublishStream(IReadOnlyList<int> nodes, int recordsPerNode, long nowMs)
    {
        (string Topic, byte[][] Records)[] spoken =
        [
            .. nodes.AsParallel().AsOrdered().Select(BenchNodes.IdOf).Select(id =>
                (new Topics(id).Journal, BenchNodes.Speak(id, recordsPerNode, nowMs).ToArray())),
        ];
        for (int i = 0; i < recordsPerNode; i++)
        {
            for (int node = 0; node < nodes.Count; node++)
            {
                Add(spoken[node].Topic, spoken[node].Records[i], 1 + (_ends.Count % MaxPacketId));
                _records.Add((nodes[node], i + 1));
            }
        }
    }

    public int Count => _ends.Count;

    public (int Node, int Sequence) RecordAt(int packet)
    {
        return _records[packet];
    }

    public ReadOnlyMemory<byte> Packets(int from, int to)
    {
        int start = from == 0 ? 0 : _ends[from - 1];
        return _bytes.WrittenMemory[start.._ends[to - 1]];
    }

    private void Add(string topic, byte[] payload, int packetId)
    {
        byte[] name = Encoding.ASCII.GetBytes(topic);
        WriteByte(PublishAtLeastOnce);
        WriteLength(sizeof(ushort) + name.Length + sizeof(ushort) + 1 + payload.Length);
        WriteNumber(name.Length);
        _bytes.Write(name);
        WriteNumber(packetId);
        WriteByte(0); // No properties.
        _bytes.Write(payload);
        _ends.Add(_bytes.WrittenCount);
    }

    private void WriteByte(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
    }

    private void WriteLength(int length)
    {
        do
        {
            WriteByte((byte)((length & 0x7F) | (length > 0x7F ? 0x80 : 0)));
            length >>= 7;
        }
        while (length > 0);
    }

    private void WriteNumber(int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)number);
        _bytes.Write(bytes);
    }
}
