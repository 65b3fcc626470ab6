using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Journal;
using Wugang.Firmware.Core.Records;

namespace Wugang.Sim.App.Chaos;

/// <summary>Remembers every record that was seen durable on a node's flash drive, whoever deletes it later.</summary>
internal sealed class FlashWitness(NodeId node, string flashFolder)
{
    private readonly FlashRecord _flash = new(node);
    private readonly RecordReader _reader = new();
    private readonly byte[] _buffer = new byte[Limits.MaxRecordBytes];
    private readonly Dictionary<long, byte[]> _records = [];

    /// <summary>The records by their numbers, as they were signed.</summary>
    public IReadOnlyDictionary<long, byte[]> Records => _records;

    /// <summary>Number of the newest record, or 0.</summary>
    public long NewestSequence { get; private set; }

    /// <summary>Numbers that were used again for another record.</summary>
    public int ReusedCount { get; private set; }

    /// <summary>Looks at all files. While the node has power a file may go or grow meanwhile: what was whole counts.</summary>
    public void Look()
    {
        foreach (string file in Directory.GetFiles(flashFolder))
        {
            Walk(Read(file));
        }
    }

    private static byte[] Read(string file)
    {
        try
        {
            using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using MemoryStream bytes = new();
            stream.CopyTo(bytes);
            return bytes.ToArray();
        }
        catch (FileNotFoundException)
        {
            return []; // Confirmed and deleted a moment ago.
        }
    }

    private void Walk(byte[] bytes)
    {
        int offset = 0;
        while (offset < bytes.Length)
        {
            int count = Frame.ContentCount(bytes, offset, bytes.Length);
            if (count <= 0)
            {
                offset++;
                continue;
            }

            if (_flash.Read(bytes, offset + Frame.HeaderBytes, count))
            {
                Note(_buffer.AsSpan(0, _flash.Rebuild(_buffer)).ToArray());
            }

            offset += Frame.HeaderBytes + count;
        }
    }

    private void Note(byte[] record)
    {
        if (_reader.Read(record, 0, record.Length) != ReadStatus.Ok)
        {
            return; // Something else that is kept.
        }

        if (!_records.TryAdd(_reader.Sequence, record) && !_records[_reader.Sequence].AsSpan().SequenceEqual(record))
        {
            ReusedCount++;
        }

        NewestSequence = Math.Max(NewestSequence, _reader.Sequence);
    }
}
