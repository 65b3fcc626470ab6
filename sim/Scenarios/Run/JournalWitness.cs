using System.Text;
using Wugang.Firmware.Core.Journal;
using Wugang.Firmware.Core.Records;
using Wugang.Sim.World;
using Wugang.Supervisor.Rules;

namespace Wugang.Sim.Scenarios.Run;

/// <summary>Sees every record that a node makes durable, at the moment it does, connected or not.</summary>
public sealed class JournalWitness
{
    private readonly RecordReader _reader = new();
    private readonly List<VerifiedRecord> _records = [];

    internal JournalWitness(WorldNode node)
    {
        node.Board.Flash.Stored += (_, bytes) => Look(bytes.ToArray());
    }

    /// <summary>A record was made durable.</summary>
    public event Action<VerifiedRecord>? Recorded;

    /// <summary>All records in order.</summary>
    public IReadOnlyList<VerifiedRecord> Records => _records;

    /// <summary>Number of the newest record.</summary>
    public long NewestSequence => _records.Count == 0 ? 0 : _records[^1].Sequence;

    private void Look(byte[] frame)
    {
        int count = Frame.ContentCount(frame, 0, frame.Length);
        if (count <= 0 || _reader.Read(frame, Frame.HeaderBytes, count) != ReadStatus.Ok || _reader.Sequence <= NewestSequence)
        {
            return; // Something else that is kept, or a record that was kept before and moved.
        }

        byte[] content = frame.AsSpan(Frame.HeaderBytes, count).ToArray();
        _reader.Read(content, 0, content.Length);
        VerifiedRecord record = VerifiedRecord.From(_reader, content);
        _records.Add(record);
        Recorded?.Invoke(record);
    }

    /// <summary>What a record says, for people.</summary>
    public static string ToText(VerifiedRecord record)
    {
        return $"{RecordKinds.NameOf(record.Kind)} {Encoding.ASCII.GetString(record.Data.Span)}";
    }
}
