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
    private readonly Dictionary<long, VerifiedRecord> _bySequence = [];
    private readonly Dictionary<string, List<(long FromByte, long ToByte, long Sequence)>> _places = [];
    private readonly HashSet<long> _rotten = [];

    internal JournalWitness(WorldNode node)
    {
        _flash = new FlashRecord(node.Settings.Node);
        node.Board.Flash.Stored += (file, position, bytes) => Look(file, position, bytes.ToArray());
        node.Board.Flash.Deleted += Forget;
        node.Board.Flash.Rotted += Spoil;
    }

    /// <summary>A record was made durable.</summary>
    public event Action<VerifiedRecord>? Recorded;

    /// <summary>A file with these records is gone from the flash.</summary>
    public event Action<IReadOnlyCollection<long>>? Removed;

    /// <summary>A number was used again for other bytes than before.</summary>
    public event Action<VerifiedRecord>? NumberReused;

    /// <summary>Files that hold records.</summary>
    public int FileCount => _places.Count;

    /// <summary>All records in the order in which they were made durable.</summary>
    public IReadOnlyList<VerifiedRecord> Records => _records;

    /// <summary>Number of the newest record.</summary>
    public long NewestSequence { get; private set; }

    /// <summary>Largest bound that a record gives for the error of its time, in milliseconds.</summary>
    public long LargestErrorMs { get; private set; }

    /// <summary>The record with this number, or null.</summary>
    public VerifiedRecord? Find(long sequence)
    {
        return _bySequence.GetValueOrDefault(sequence);
    }

    /// <summary>Whether the flash itself has spoilt a record.</summary>
    public bool IsRotten(long sequence)
    {
        return _rotten.Contains(sequence);
    }

    /// <summary>What a record says, for people.</summary>
    public static string ToText(VerifiedRecord record)
    {
        return $"{RecordKinds.NameOf(record.Kind)} {Encoding.ASCII.GetString(record.Data.Span)}";
    }

    /// <summary>Walks the frames of one append: several records may be made durable at once.</summary>
    private void Look(string file, long position, byte[] bytes)
    {
        int offset = 0;
        int count = Frame.ContentCount(bytes, offset, bytes.Length);
        while (count > 0)
        {
            int end = offset + Frame.HeaderBytes + count;
            if (_flash.Read(bytes, offset + Frame.HeaderBytes, count))
            {
                NotePlace(file, position + offset, position + end);
                Add();
            }

            offset = end;
            count = Frame.ContentCount(bytes, offset, bytes.Length);
        }
    }

    private void NotePlace(string file, long fromByte, long toByte)
    {
        if (!_places.TryGetValue(file, out List<(long FromByte, long ToByte, long Sequence)>? places))
        {
            _places[file] = places = [];
        }

        places.Add((fromByte, toByte, _flash.Sequence));
    }

    private void Forget(string file)
    {
        if (_places.Remove(file, out List<(long FromByte, long ToByte, long Sequence)>? places))
        {
            Removed?.Invoke([.. places.Select(place => place.Sequence)]);
        }
    }

    private void Spoil(string file, long atByte)
    {
        if (_places.TryGetValue(file, out List<(long FromByte, long ToByte, long Sequence)>? places))
        {
            _rotten.UnionWith(
                places.Where(place => atByte >= place.FromByte && atByte < place.ToByte).Select(place => place.Sequence));
        }
    }

    private void Add()
    {
        byte[] buffer = new byte[Limits.MaxRecordBytes];
        byte[] content = buffer.AsSpan(0, _flash.Rebuild(buffer)).ToArray();
        if (_reader.Read(content, 0, content.Length) != ReadStatus.Ok)
        {
            return; // Something else that is kept.
        }

        VerifiedRecord record = VerifiedRecord.From(_reader, content, long.MaxValue / 2);
        if (_bySequence.TryGetValue(record.Sequence, out VerifiedRecord? before))
        {
            if (!before.Bytes.AsSpan().SequenceEqual(content))
            {
                NumberReused?.Invoke(record);
            }

            return;
        }

        _records.Add(record);
        _bySequence.Add(record.Sequence, record);
        LargestErrorMs = Math.Max(LargestErrorMs, record.Time.ErrorMs);
        NewestSequence = Math.Max(NewestSequence, record.Sequence);
        Recorded?.Invoke(record);
    }
}
