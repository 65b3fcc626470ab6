using System;

namespace Wugang.Firmware.Core.Journal;

/// <summary>
/// The segments of one retention, oldest first: files named by a letter and a number, with the length of each and the
/// number of its last record. Keeps the place that a reader in order of <c>seq</c> has come to.
/// </summary>
internal sealed class SegmentChain
{
    private const int NumberDigits = 8;
    private const string Letters = " mzea";

    private readonly char _letter;
    private readonly int[] _number = new int[Limits.MaxSegments];
    private readonly int[] _bytes = new int[Limits.MaxSegments];
    private readonly long[] _last = new long[Limits.MaxSegments];
    private readonly SegmentReader _reader;
    private int _newestNumber;

    // The first record at or behind _cursorFrom: its number, its segment, and where it begins.
    private long _cursorFrom = long.MaxValue;
    private long _cursorSequence;
    private int _cursorNumber;
    private int _cursorPosition;
    private int _cursorBytes;

    public SegmentChain(Retention retention, SegmentReader reader)
    {
        _letter = Letters[(int)retention];
        _reader = reader;
    }

    /// <summary>Number of segments.</summary>
    public int Count { get; private set; }

    /// <summary>Whether something stands at the newest segment's end that is no whole record.</summary>
    public bool IsNewestTorn { get; set; }

    /// <summary>File of the newest segment.</summary>
    public string NewestName
    {
        get { return NameOf(_number[Count - 1]); }
    }

    /// <summary>File of the oldest segment.</summary>
    public string OldestName
    {
        get { return NameOf(_number[0]); }
    }

    /// <summary>Length of the oldest segment, in bytes.</summary>
    public int OldestBytes
    {
        get { return _bytes[0]; }
    }

    /// <summary>Number of the oldest segment's last record.</summary>
    public long OldestLast
    {
        get { return _last[0]; }
    }

    /// <summary>Number of this chain's segment in a file's name, or −1 where the name is not of this chain.</summary>
    private int NumberIn(string name)
    {
        if (name.Length != 1 + NumberDigits || name[0] != _letter)
        {
            return -1;
        }

        int number = 0;
        for (int i = 1; i < name.Length; i++)
        {
            if (name[i] < '0' || name[i] > '9')
            {
                return -1;
            }

            number = (number * 10) + name[i] - '0';
        }

        return number;
    }

    /// <summary>Finds the lowest number of this chain's files above the given one and moves it there.</summary>
    public bool TakeLowest(string[] names, ref int number)
    {
        int lowest = int.MaxValue;
        for (int i = 0; i < names.Length; i++)
        {
            int candidate = NumberIn(names[i]);
            if (candidate > number && candidate < lowest)
            {
                lowest = candidate;
            }
        }

        number = lowest;
        return lowest != int.MaxValue;
    }

    /// <summary>Name of the file with this number.</summary>
    public string NameOf(int number)
    {
        string digits = number.ToString();
        while (digits.Length < NumberDigits)
        {
            digits = "0" + digits;
        }

        return _letter + digits;
    }

    /// <summary>Adds a segment that was found on the storage.</summary>
    public void Add(int number, long last, int bytes, bool isTorn)
    {
        _number[Count] = number;
        _last[Count] = last;
        _bytes[Count] = bytes;
        _newestNumber = number;
        Count++;
        IsNewestTorn = isTorn;
    }

    /// <summary>Begins a segment behind the newest; its first record is still to come.</summary>
    public void Begin()
    {
        Add(_newestNumber + 1, long.MaxValue, 0, false);
    }

    /// <summary>Number up to which all records are confirmed.</summary>
    public long Confirmed { get; set; }

    /// <summary>Whether the newest segment takes so many more bytes.</summary>
    public bool Fits(int bytes)
    {
        return Count > 0 && !IsNewestTorn && _last[Count - 1] > Confirmed && _bytes[Count - 1] + bytes <= Limits.SegmentBytes;
    }

    /// <summary>Notes that the newest segment has grown up to this record.</summary>
    public void Grow(int bytes, long last)
    {
        _bytes[Count - 1] += bytes;
        _last[Count - 1] = last;
        _cursorFrom = _cursorSequence == 0 ? long.MaxValue : _cursorFrom;
    }

    /// <summary>Removes the newest segment, of which no record was stored.</summary>
    public void RemoveNewest()
    {
        Count--;
        IsNewestTorn = Count > 0;
    }

    /// <summary>Removes the oldest segment.</summary>
    public void RemoveOldest()
    {
        Count--;
        Array.Copy(_number, 1, _number, 0, Count);
        Array.Copy(_bytes, 1, _bytes, 0, Count);
        Array.Copy(_last, 1, _last, 0, Count);
        _cursorFrom = long.MaxValue;
    }

    /// <summary>Number of the first record at or behind a number, or 0 where there is none.</summary>
    public long Find(long from)
    {
        bool isCached = from >= _cursorFrom && (_cursorSequence == 0 || from <= _cursorSequence);
        if (isCached)
        {
            return _cursorSequence;
        }

        int index = 0;
        while (index < Count && _last[index] < from)
        {
            index++;
        }

        bool goesOn = _cursorFrom <= from && _cursorSequence > 0;
        _cursorFrom = from;
        for (; index < Count; index++)
        {
            bool isHere = goesOn && _cursorNumber == _number[index];
            if (TryFindIn(index, isHere ? _cursorPosition : 0, from))
            {
                return _cursorSequence;
            }
        }

        _cursorSequence = 0;
        return 0;
    }

    /// <summary>Reads the record that the newest <see cref="Find"/> found.</summary>
    /// <returns>False where it has been damaged since: it is found no more.</returns>
    public bool ReadFound()
    {
        _reader.MoveTo(NameOf(_cursorNumber), _cursorPosition, _cursorBytes);
        bool isWhole = _reader.Read() && _reader.Record.Sequence == _cursorSequence;
        _cursorFrom = isWhole ? _cursorFrom : long.MaxValue;
        return isWhole;
    }

    private bool TryFindIn(int index, int position, long from)
    {
        _reader.MoveTo(NameOf(_number[index]), position, _bytes[index]);
        int start = _reader.Position;
        while (_reader.Read())
        {
            if (_reader.Record.Sequence >= from)
            {
                _cursorSequence = _reader.Record.Sequence;
                _cursorNumber = _number[index];
                _cursorPosition = start;
                _cursorBytes = _reader.Position;
                return true;
            }

            start = _reader.Position;
        }

        return false;
    }
}
