using System;
using Wugang.Firmware.Core.Records;

namespace Wugang.Firmware.Core.Journal;

/// <summary>
/// The node's records on flash, numbered without gap, until the supervisor has confirmed them. A power cut at any byte
/// leaves a journal that opens, with every record that was stored.
/// </summary>
/// <remarks>
/// Records stand in segments of fixed size, apart by <see cref="Retention"/>: whole segments are deleted, confirmed ones first,
/// and where all is unconfirmed those that matter least. Nothing is ever rewritten. The segment of the chain's head stays.
/// Behind a torn write, and behind what is confirmed, a new segment is begun: with a connection each write is a small file of
/// its own for a moment, which costs the flash a sixth of an erase instead of a whole one.
/// </remarks>
public sealed class RecordJournal
{
    private const int MaxAttempts = 2;

    private readonly IStorage _storage;
    private readonly string _keyId;
    private readonly SegmentReader _segment;
    private readonly SegmentChain[] _chains = new SegmentChain[Retentions.Count + 1];
    private readonly RecordReader _record = new RecordReader();
    private readonly byte[] _content = new byte[Limits.MaxRecordBytes];
    private readonly byte[] _frame = new byte[Frame.HeaderBytes + Limits.MaxRecordBytes];
    private readonly JournalStage _stage = new JournalStage();
    private readonly Loss _loss = new Loss();
    private readonly NumberReserve _numbers;
    private readonly DroppedKinds _dropped;

    /// <summary>Opens what is on the storage.</summary>
    /// <param name="storage">Where the segments are.</param>
    /// <param name="node">The node whose journal it is.</param>
    /// <param name="keyId">Id of the key that signs new records.</param>
    public RecordJournal(IStorage storage, NodeId node, string keyId)
    {
        _storage = storage;
        _keyId = keyId;
        _segment = new SegmentReader(storage, node);
        _dropped = new DroppedKinds(storage);
        _numbers = new NumberReserve(storage);
        string[] names = storage.List();
        for (int i = 1; i <= Retentions.Count; i++)
        {
            _chains[i] = new SegmentChain((Retention)i, _segment);
            Open(_chains[i], names);
        }

        if (_numbers.PassedOver > Stored.Sequence)
        {
            Head.MoveTo(_numbers.PassedOver, new byte[ChainLink.LinkBytes]);
        }
        else
        {
            Head.MoveTo(Stored);
        }
    }

    /// <summary>
    /// The newest record. The record writer moves it when it builds the next one, before the append. Where damage may hide the newest
    /// stored record, the journal opens with a head that stands above <see cref="Stored"/>: the numbers between may have been used and are
    /// passed over. The next record then carries a link of zero bytes, and a loss must tell why.
    /// </summary>
    public ChainLink Head { get; } = new ChainLink();

    /// <summary>The newest record that would survive a loss of power.</summary>
    public ChainLink Stored { get; } = new ChainLink();

    /// <summary>Number of the oldest stored record; one above the newest where none is.</summary>
    public long Oldest
    {
        get
        {
            long oldest = Find(1);
            return oldest > 0 ? oldest : Stored.Sequence + 1;
        }
    }

    /// <summary>Highest boot count in the stored records; 0 where there is none.</summary>
    public long NewestBoot { get; private set; }

    /// <summary>Bytes that were no whole record, found when the journal was opened.</summary>
    public int DamagedBytes { get; private set; }

    /// <summary>Kinds of the records that made room since <see cref="ForgetDropped"/>: bit n for the kind of number n.</summary>
    public int DroppedKinds
    {
        get { return _dropped.Value; }
    }

    /// <summary>
    /// Takes the record that the writer has finished, which is the head. It is stored by the next <see cref="Store"/> at the
    /// latest, together with others of its retention: each write costs the flash an erase. Unless the answer is Stored, the
    /// record is not taken and the caller moves the head back.
    /// </summary>
    public AppendStatus Append(SignedWriter record)
    {
        if (_record.Read(record.Buffer, record.Offset, record.Count) != ReadStatus.Ok)
        {
            throw new ArgumentException("A record that its own reader does not read.");
        }

        Retention retention = Retentions.Of(_record, record.Buffer);
        int count = FlashRecord.Write(_record, record.Buffer, _keyId, _loss, _content);
        count = Frame.Write(_content, 0, count, _frame);
        if (_stage.LengthOfLast(retention) == 0 || !_stage.HasRoom(count))
        {
            // What it does not take now waits as long as there is room.
            Store();
        }

        if (!_stage.HasRoom(count))
        {
            return AppendStatus.StorageFailed;
        }

        if (!TryMakeRoom(retention, _stage.LengthOfLast(retention) + count))
        {
            return AppendStatus.Full;
        }

        _numbers.Cover(_record.Sequence);
        _stage.Add(_frame, count, retention, _record);
        return AppendStatus.Stored;
    }

    /// <summary>
    /// Writes what was appended. Where the storage fails it tries once more in a new segment, and what still is not stored
    /// stays in memory for the next call.
    /// </summary>
    /// <returns>Whether all that was appended would survive a loss of power.</returns>
    public bool Store()
    {
        while (!_stage.IsEmpty)
        {
            if (!TryStoreRun())
            {
                return false;
            }
        }

        return true;
    }

    private bool TryStoreRun()
    {
        SegmentChain chain = _chains[(int)_stage.Retention];
        for (int attempt = 0; attempt < MaxAttempts; attempt++)
        {
            bool isNew = !chain.Fits(_stage.Count);
            if (isNew && CountSegments() == Limits.MaxSegments && !TryDropOldest())
            {
                return false;
            }

            if (isNew)
            {
                chain.Begin();
            }

            if (_storage.Append(chain.NewestName, _stage.Bytes, 0, _stage.Count))
            {
                chain.Grow(_stage.Count, _stage.Newest.Sequence);
                Stored.MoveTo(_stage.Newest);
                _stage.RemoveFirst();
                return true;
            }

            // A storage that fails for long must not use up the segments with attempts.
            _segment.Forget();
            Abandon(chain, isNew);
        }

        return false;
    }

    /// <summary>Gives back the segments in which every record up to <paramref name="sequence"/> is confirmed.</summary>
    public void Confirm(long sequence)
    {
        for (int i = 1; i <= Retentions.Count; i++)
        {
            SegmentChain chain = _chains[i];
            chain.Confirmed = sequence;
            while (chain.Count > 0 && chain.OldestLast <= sequence && chain.OldestLast != Stored.Sequence)
            {
                RemoveOldest(chain);
            }
        }
    }

    /// <summary>Number of the first stored record at or behind a number, or 0 where there is none.</summary>
    public long Find(long from)
    {
        SegmentChain chain = ChainOfFirst(from);
        return chain == null ? 0 : chain.Find(from);
    }

    /// <summary>Reads the record with this number into <paramref name="target"/>.</summary>
    /// <returns>Its length in bytes, or 0 where it is not here.</returns>
    public int Read(long sequence, byte[] target)
    {
        SegmentChain chain = ChainOfFirst(sequence);
        bool isHere = chain != null && chain.Find(sequence) == sequence && chain.ReadFound();
        return isHere ? _segment.Record.Rebuild(target) : 0;
    }

    /// <summary>Number of the first stored record at or behind a number that never makes room, or 0 where there is none.</summary>
    public long FindKept(long from)
    {
        return _chains[(int)Retention.Kept].Find(from);
    }

    /// <summary>Number of a stored loss record that explains this gap, or 0 where there is none.</summary>
    public long FindLoss(long from, long to)
    {
        SegmentChain chain = _chains[(int)Retention.Kept];
        for (long sequence = chain.Find(to + 1); sequence > 0; sequence = chain.Find(sequence + 1))
        {
            bool isFound = chain.ReadFound() && _segment.Record.TryReadLoss(_loss) && _loss.Covers(from, to);
            if (isFound)
            {
                return sequence;
            }
        }

        return 0;
    }

    /// <summary>Copies the link that the record with this number carries to the one before it.</summary>
    /// <returns>False where the record is not here.</returns>
    public bool TryReadPrevious(long sequence, ChainLink target)
    {
        SegmentChain chain = ChainOfFirst(sequence);
        bool isHere = chain != null && chain.Find(sequence) == sequence && chain.ReadFound();
        if (isHere)
        {
            target.MoveTo(sequence - 1, _segment.Record.PreviousLink);
        }

        return isHere;
    }

    /// <summary>Begins to count anew what makes room.</summary>
    public void ForgetDropped()
    {
        _dropped.Set(0);
    }

    private SegmentChain ChainOfFirst(long from)
    {
        SegmentChain found = null;
        long first = long.MaxValue;
        for (int i = 1; i <= Retentions.Count; i++)
        {
            long candidate = _chains[i].Find(from);
            if (candidate > 0 && candidate < first)
            {
                first = candidate;
                found = _chains[i];
            }
        }

        return found;
    }

    /// <summary>Sees to it that the stage, so long, will find its place.</summary>
    private bool TryMakeRoom(Retention retention, int bytes)
    {
        // The last segments are for losses, without which delivery cannot cross a gap; the one before them for alarms as well.
        bool isLoss = _record.Kind == RecordKind.Loss;
        int budget = Limits.MaxSegments
            - (isLoss ? 0 : retention == Retention.Kept ? Limits.LossSegments : Limits.ReservedSegments);
        bool isItsOwn = isLoss || retention != Retention.Kept || CountSegments() <= budget;
        if (isItsOwn && _chains[(int)retention].Fits(bytes))
        {
            return true;
        }

        while (CountSegments() >= budget)
        {
            if (!TryDropOldest())
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Deletes the oldest segment of those that matter least.</summary>
    private bool TryDropOldest()
    {
        for (int i = 1; i < (int)Retention.Kept; i++)
        {
            if (_chains[i].Count > 1)
            {
                NoteKinds(_chains[i]);
                RemoveOldest(_chains[i]);
                return true;
            }
        }

        return false;
    }

    private void NoteKinds(SegmentChain chain)
    {
        int kinds = DroppedKinds;
        _segment.MoveTo(chain.OldestName, 0, chain.OldestBytes);
        while (_segment.Read())
        {
            kinds |= 1 << (int)_segment.Record.Kind;
        }

        _dropped.Set(kinds);
    }

    private void RemoveOldest(SegmentChain chain)
    {
        _storage.Delete(chain.OldestName);
        _segment.Forget();
        chain.RemoveOldest();
    }

    private void Abandon(SegmentChain chain, bool isNew)
    {
        chain.IsNewestTorn = true;
        if (isNew)
        {
            _storage.Delete(chain.NewestName);
            chain.RemoveNewest();
        }
    }

    private int CountSegments()
    {
        int count = 0;
        for (int i = 1; i <= Retentions.Count; i++)
        {
            count += _chains[i].Count;
        }

        return count;
    }

    private void Open(SegmentChain chain, string[] names)
    {
        int number = 0;
        bool isNewestDamaged = false;
        while (chain.Count < Limits.MaxSegments && chain.TakeLowest(names, ref number))
        {
            string name = chain.NameOf(number);
            _segment.MoveTo(name, 0, 0);
            int end = 0;
            long sequence = 0;
            while (_segment.Read())
            {
                sequence = _segment.Record.Sequence;
                end = _segment.Position;
                NewestBoot = _segment.Record.Boot > NewestBoot ? _segment.Record.Boot : NewestBoot;
                if (sequence > Stored.Sequence)
                {
                    Stored.MoveTo(sequence, _segment.Record.Signature);
                }
            }

            DamagedBytes += _segment.DamagedBytes;
            isNewestDamaged = _segment.IsEndDamaged || (isNewestDamaged && end == 0);
            if (end == 0)
            {
                PassOver(isNewestDamaged);
                _storage.Delete(name);
                _segment.Forget();
            }
            else
            {
                chain.Add(number, sequence, end, _segment.Position != end);
            }
        }

        PassOver(isNewestDamaged);
    }

    /// <summary>Only what is damaged behind the newest record of a chain can be newer than the newest record of all.</summary>
    private void PassOver(bool isNewestDamaged)
    {
        if (isNewestDamaged)
        {
            _numbers.PassOver();
        }
    }
}
