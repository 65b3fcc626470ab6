using Wugang.Firmware.Core.Records;

namespace Wugang.Firmware.Core.Journal;

/// <summary>
/// Goes through the records of one segment, which it holds in memory. What is no whole record is passed over byte by
/// byte, so that a damaged record does not hide those behind it.
/// </summary>
internal sealed class SegmentReader
{
    private readonly IStorage _storage;
    private readonly byte[] _segment = new byte[Limits.SegmentBytes];
    private string _name = "";
    private int _count;

    public SegmentReader(IStorage storage, NodeId node)
    {
        _storage = storage;
        Record = new FlashRecord(node);
    }

    /// <summary>The record that the newest <see cref="Read"/> found.</summary>
    public FlashRecord Record { get; }

    /// <summary>Position in the segment behind that record.</summary>
    public int Position { get; private set; }

    /// <summary>Bytes passed over since the segment was loaded.</summary>
    public int DamagedBytes { get; private set; }

    /// <summary>
    /// Whether records may be in what was passed over at the segment's end, once <see cref="Read"/> has found no more. Not in a write
    /// that was cut: nobody was told of it.
    /// </summary>
    public bool IsEndDamaged { get; private set; }

    /// <summary>Goes to a place in a segment.</summary>
    /// <param name="name">The segment's file.</param>
    /// <param name="position">Where a record begins, in bytes.</param>
    /// <param name="count">Length that the segment has by now; it is loaded again where it has grown.</param>
    public void MoveTo(string name, int position, int count)
    {
        if (name != _name || count > _count)
        {
            _name = name;
            _count = _storage.Read(name, _segment);
            DamagedBytes = 0;
        }

        Position = position;
    }

    /// <summary>Forgets a segment that may have changed otherwise than by growing.</summary>
    public void Forget()
    {
        _name = "";
        _count = 0;
    }

    /// <summary>Finds the next record.</summary>
    /// <returns>False at the segment's end.</returns>
    public bool Read()
    {
        int start = Position;
        for (; Position < _count; Position++)
        {
            int count = Frame.ContentCount(_segment, Position, _count);
            if (count > 0 && Record.Read(_segment, Position + Frame.HeaderBytes, count))
            {
                Position += Frame.HeaderBytes + count;
                return true;
            }

            DamagedBytes++;
        }

        IsEndDamaged = !Frame.IsTorn(_segment, start, _count);
        return false;
    }
}
