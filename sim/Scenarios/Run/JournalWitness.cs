using System.Text;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Journal;
using Wugang.Firmware.Core.Records;
using Wugang.Sim.World;
using Wugang.Supervisor.Rules;

namespace Wugang.Sim.Scenarios.Run;

/// <summary>Sees every record that a node makes durable, at the moment it does, connected or not.</summary>
public sealed class JournalWitness
{
    private readonly RecordReader _reader = new();
    private readonly FlashRecord _flash;
    private readonly List<VerifiedRecord> _records = [];

    internal JournalWitness(WorldNode node)
    {
        _flash = new FlashRecord(node.Settings.Node);
        node.Board.Flash.Stored += (_, bytes) => Look(bytes.ToArray());
    }

    /// <summary>A record was made durable.</summary>
    public event Action<VerifiedRecord>? Recorded;

    /// <summary>All records in order.</summary>
    public IReadOnlyList<VerifiedRecord> Records => _records;

    /// <summary>Number of the newest record.</summary>
    public long NewestSequence => _records.Count == 0 ? 0 : _records[^1].Sequence;

    /// <summary>Walks the frames of one append: several records may be made durable at once.</summary>
    private void Look(byte[] bytes)
    {
        int offset = 0;
        int count = Frame.ContentCount(bytes, offset, bytes.Length);
        while (count > 0)
        {
            LookAt(bytes, offset + Frame.HeaderBytes, count);
            offset += Frame.HeaderBytes + count;
            count = Frame.ContentCount(bytes, offset, bytes.Length);
        }
    }

    private void LookAt(byte[] bytes, int offset, int count)
    {
        if (!_flash.Read(bytes, offset, count) || _flash.Sequence <= NewestSequence)
        {
            return; // Something else that is kept, or a record that was kept before and moved.
        }

        byte[] record = new byte[Limits.MaxRecordBytes];
        byte[] content = record.AsSpan(0, _flash.Rebuild(record)).ToArray();
        if (_reader.Read(content, 0, content.Length) == ReadStatus.Ok)
        {
            Add(VerifiedRecord.From(_reader, content));
        }
    }

    private void Add(VerifiedRecord record)
    {
        _records.Add(record);
        Recorded?.Invoke(record);
    }

    /// <summary>What a record says, for people.</summary>
    public static string ToText(VerifiedRecord record)
    {
        return $"{RecordKinds.NameOf(record.Kind)} {Encoding.ASCII.GetString(record.Data.Span)}";
    }
}
