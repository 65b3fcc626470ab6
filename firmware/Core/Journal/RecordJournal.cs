using System;
using Wugang.Firmware.Core.Records;

namespace Wugang.Firmware.Core.Journal;

/// <summary>
/// The node's records on flash, in order of <c>seq</c>, in segments of fixed size with a frame around each record.
/// A power cut at any byte leaves a journal that opens, with every record whose append returned Stored.
/// </summary>
/// <remarks>
/// A segment is a file named by its number. Whole segments are deleted once the supervisor has confirmed them; the
/// newest always stays, so that the chain's head is found again. After a torn write a new segment is begun.
/// </remarks>
public sealed class RecordJournal
{
    private const string Prefix = "j";
    private const int NumberDigits = 8;
    private const int MaxAttempts = 2;

    private readonly IStorage _storage;
    private readonly ChainLink _head = new ChainLink();
    private readonly long[] _firstSequence = new long[Limits.MaxSegments];
    private readonly int[] _number = new int[Limits.MaxSegments];
    private readonly byte[] _frame = new byte[Frame.HeaderBytes + Limits.MaxRecordBytes];
    private readonly byte[] _segment = new byte[Limits.SegmentBytes];
    private readonly RecordReader _reader = new RecordReader();
    private int _segmentCount;
    private int _newestBytes;
    private bool _isNewestTorn;

    // The segment that is in _segment, and the record that a read goes on from.
    private int _loadedNumber = -1;
    private int _loadedBytes;
    private int _nextOffset;
    private long _nextSequence;

    /// <summary>Opens what is on the storage.</summary>
    public RecordJournal(IStorage storage)
    {
        _storage = storage;
        Open();
    }

    /// <summary>The newest record. The record writer moves it when it builds the next one, before the append.</summary>
    public ChainLink Head
    {
        get { return _head; }
    }

    /// <summary>Number of the oldest record that is still here; one above the head where none is.</summary>
    public long OldestSequence
    {
        get { return _segmentCount == 0 ? _head.Sequence + 1 : _firstSequence[0]; }
    }

    /// <summary>Bytes at the end of segments that were no whole record, found when the journal was opened.</summary>
    public int DamagedBytes { get; private set; }

    /// <summary>Whether a record of the largest size still fits, leaving the given number of segments free.</summary>
    public bool HasRoom(int reservedSegments)
    {
        return FitsNewest(Limits.MaxRecordBytes) || _segmentCount < Limits.MaxSegments - reservedSegments;
    }

    /// <summary>
    /// Stores the record that the writer has finished, which is the head. Where the storage fails it tries once more
    /// in a new segment. Unless the answer is Stored, the caller moves the head back: a later record with the same
    /// number then takes the place of whatever the failed append left behind.
    /// </summary>
    public AppendStatus Append(SignedWriter record)
    {
        int count = Frame.Write(record.Buffer, record.Offset, record.Count, _frame);
        for (int attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (!FitsNewest(record.Count))
            {
                if (_segmentCount == Limits.MaxSegments && !IsNewestWithout(_head.Sequence))
                {
                    return AppendStatus.Full;
                }

                StartSegment(_head.Sequence);
            }

            int number = _number[_segmentCount - 1];
            if (_storage.Append(FileName(number), _frame, 0, count))
            {
                _newestBytes += count;
                FollowAppend(number, count);
                return AppendStatus.Stored;
            }

            _isNewestTorn = true;
        }

        return AppendStatus.StorageFailed;
    }

    /// <summary>Gives back the segments in which every record up to <paramref name="sequence"/> is confirmed.</summary>
    public void Confirm(long sequence)
    {
        // A segment that was begun for a record that then was not stored does not hold the chain's head.
        while (_segmentCount > 1 && _firstSequence[1] <= sequence + 1 && _firstSequence[1] <= _head.Sequence)
        {
            _storage.Delete(FileName(_number[0]));
            _segmentCount--;
            Array.Copy(_number, 1, _number, 0, _segmentCount);
            Array.Copy(_firstSequence, 1, _firstSequence, 0, _segmentCount);
        }
    }

    /// <summary>Reads the record with this number into <paramref name="target"/>.</summary>
    /// <returns>Its length in bytes, or 0 where it is not here any more.</returns>
    public int Read(long sequence, byte[] target)
    {
        int index = _segmentCount - 1;
        while (index >= 0 && _firstSequence[index] > sequence)
        {
            index--;
        }

        if (index < 0 || sequence > _head.Sequence)
        {
            return 0;
        }

        if (_loadedNumber != _number[index])
        {
            Load(_number[index]);
            Rewind(_firstSequence[index]);
        }
        else if (_nextSequence > sequence)
        {
            Rewind(_firstSequence[index]);
        }

        int count = Frame.ContentCount(_segment, _nextOffset, _loadedBytes);
        while (count > 0 && _nextSequence < sequence)
        {
            Advance(count);
            count = Frame.ContentCount(_segment, _nextOffset, _loadedBytes);
        }

        if (count <= 0)
        {
            return 0;
        }

        Array.Copy(_segment, _nextOffset + Frame.HeaderBytes, target, 0, count);
        Advance(count);
        return count;
    }

    private void Open()
    {
        string[] names = _storage.List();
        int number = 0;
        while (TakeLowest(names, ref number))
        {
            Load(number);
            int start = _segmentCount;
            ScanLoaded(number);
            if (_segmentCount == start)
            {
                _storage.Delete(FileName(number));
                _loadedNumber = -1;
            }
        }
    }

    /// <summary>Finds the lowest segment number at or above the given one and moves it past there.</summary>
    private static bool TakeLowest(string[] names, ref int number)
    {
        int lowest = int.MaxValue;
        for (int i = 0; i < names.Length; i++)
        {
            int candidate = NumberOf(names[i]);
            if (candidate > number && candidate < lowest)
            {
                lowest = candidate;
            }
        }

        number = lowest;
        return lowest != int.MaxValue;
    }

    private void ScanLoaded(int number)
    {
        int offset = 0;
        int count = Frame.ContentCount(_segment, offset, _loadedBytes);
        bool isKnown = false;
        while (count > 0)
        {
            bool isBeyondBudget = !isKnown && _segmentCount == Limits.MaxSegments;
            if (isBeyondBudget || _reader.Read(_segment, offset + Frame.HeaderBytes, count) != ReadStatus.Ok)
            {
                break;
            }

            if (!isKnown)
            {
                isKnown = true;
                AddSegment(number, _reader.Sequence);
                Rewind(_reader.Sequence);
            }

            _head.MoveTo(_reader.Sequence, _reader.Signed.Signature);
            offset += Frame.HeaderBytes + count;
            count = Frame.ContentCount(_segment, offset, _loadedBytes);
        }

        DamagedBytes += _loadedBytes - offset;
        if (isKnown)
        {
            _newestBytes = _loadedBytes;
            _isNewestTorn = offset != _loadedBytes;
        }
    }

    private void StartSegment(long firstSequence)
    {
        int number = _segmentCount == 0 ? 1 : _number[_segmentCount - 1] + 1;
        if (IsNewestWithout(firstSequence))
        {
            // A storage that fails for long must not use up the segments with attempts.
            _storage.Delete(FileName(_number[_segmentCount - 1]));
            _segmentCount--;
        }

        AddSegment(number, firstSequence);
    }

    /// <summary>Whether the newest segment was begun for this record, which is not stored yet: nothing in it is.</summary>
    private bool IsNewestWithout(long sequence)
    {
        return _segmentCount > 0 && _firstSequence[_segmentCount - 1] == sequence;
    }

    private void AddSegment(int number, long firstSequence)
    {
        _number[_segmentCount] = number;
        _firstSequence[_segmentCount] = firstSequence;
        _segmentCount++;
        _newestBytes = 0;
        _isNewestTorn = false;
    }

    private bool FitsNewest(int contentBytes)
    {
        return _segmentCount > 0
            && !_isNewestTorn
            && _newestBytes + Frame.HeaderBytes + contentBytes <= Limits.SegmentBytes;
    }

    private void Load(int number)
    {
        _loadedNumber = number;
        _loadedBytes = _storage.Read(FileName(number), _segment);
    }

    /// <summary>Keeps the loaded segment what it is on the storage.</summary>
    private void FollowAppend(int number, int count)
    {
        if (number == _loadedNumber)
        {
            Array.Copy(_frame, 0, _segment, _loadedBytes, count);
            _loadedBytes += count;
        }
    }

    private void Rewind(long firstSequence)
    {
        _nextOffset = 0;
        _nextSequence = firstSequence;
    }

    private void Advance(int contentBytes)
    {
        _nextOffset += Frame.HeaderBytes + contentBytes;
        _nextSequence++;
    }

    private static string FileName(int number)
    {
        string digits = number.ToString();
        while (digits.Length < NumberDigits)
        {
            digits = "0" + digits;
        }

        return Prefix + digits;
    }

    private static int NumberOf(string name)
    {
        if (name.Length != Prefix.Length + NumberDigits || name[0] != Prefix[0])
        {
            return -1;
        }

        int number = 0;
        for (int i = Prefix.Length; i < name.Length; i++)
        {
            if (name[i] < '0' || name[i] > '9')
            {
                return -1;
            }

            number = (number * 10) + name[i] - '0';
        }

        return number;
    }
}
