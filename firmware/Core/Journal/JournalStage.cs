using System;
using Wugang.Firmware.Core.Records;

namespace Wugang.Firmware.Core.Journal;

/// <summary>
/// Records that are appended and not yet stored, in order: runs of one retention each, as each run is one write. Usually there is
/// one; more wait while the storage fails.
/// </summary>
internal sealed class JournalStage
{
    private const int MaxRuns = Limits.MaxStagedBytes / FlashRecord.SmallestFrameBytes;

    private readonly byte[] _bytes = new byte[Limits.MaxStagedBytes];
    private readonly Retention[] _retentions = new Retention[MaxRuns];
    private readonly int[] _counts = new int[MaxRuns];
    private readonly ChainLink[] _newest = new ChainLink[MaxRuns];
    private int _runs;
    private int _used;

    public JournalStage()
    {
        for (int i = 0; i < MaxRuns; i++)
        {
            _newest[i] = new ChainLink();
        }
    }

    public bool IsEmpty
    {
        get { return _runs == 0; }
    }

    /// <summary>The bytes, those of the first run first.</summary>
    public byte[] Bytes
    {
        get { return _bytes; }
    }

    /// <summary>Retention of the first run.</summary>
    public Retention Retention
    {
        get { return _retentions[0]; }
    }

    /// <summary>Length of the first run, in bytes.</summary>
    public int Count
    {
        get { return _counts[0]; }
    }

    /// <summary>The newest record of the first run.</summary>
    public ChainLink Newest
    {
        get { return _newest[0]; }
    }

    /// <summary>Whether so many more bytes have room.</summary>
    public bool HasRoom(int bytes)
    {
        return _used + bytes <= Limits.MaxStagedBytes && _runs < MaxRuns;
    }

    /// <summary>Length of the last run if it is of this retention, in bytes; else 0: a new one would begin.</summary>
    public int LengthOfLast(Retention retention)
    {
        return _runs > 0 && _retentions[_runs - 1] == retention ? _counts[_runs - 1] : 0;
    }

    /// <summary>Takes a record in its frame.</summary>
    public void Add(byte[] frame, int count, Retention retention, RecordReader record)
    {
        if (LengthOfLast(retention) == 0)
        {
            _retentions[_runs] = retention;
            _counts[_runs] = 0;
            _runs++;
        }

        Array.Copy(frame, 0, _bytes, _used, count);
        _used += count;
        _counts[_runs - 1] += count;
        _newest[_runs - 1].MoveTo(record.Sequence, record.Signed.Signature);
    }

    /// <summary>Forgets the first run, which is stored.</summary>
    public void RemoveFirst()
    {
        _used -= _counts[0];
        Array.Copy(_bytes, _counts[0], _bytes, 0, _used);
        _runs--;
        for (int i = 0; i < _runs; i++)
        {
            _retentions[i] = _retentions[i + 1];
            _counts[i] = _counts[i + 1];
            _newest[i].MoveTo(_newest[i + 1]);
        }
    }
}
