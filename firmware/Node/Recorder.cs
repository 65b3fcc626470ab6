using Wugang.Firmware.Core.Journal;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Node;

/// <summary>Makes the node's records: dated, numbered, chained, signed, and stored before anybody hears of them.</summary>
internal sealed class Recorder
{
    private readonly RecordWriter _writer;
    private readonly RecordJournal _journal;
    private readonly IClock _clock;
    private readonly ChainLink _before = new ChainLink();
    private long _heartbeats;

    public Recorder(NodeId node, long boot, ISigner key, RecordJournal journal, IClock clock)
    {
        _writer = new RecordWriter(node, boot, key);
        _journal = journal;
        _clock = clock;
    }

    /// <summary>How the newest append or store ended.</summary>
    public AppendStatus LastAppend { get; private set; } = AppendStatus.Stored;

    /// <summary>Number of the newest record.</summary>
    public long LastSequence
    {
        get { return _journal.Head.Sequence; }
    }

    /// <summary>Starts a record; the caller writes the members of <c>data</c>.</summary>
    public CanonicalWriter Begin(RecordKind kind)
    {
        return _writer.Begin(kind);
    }

    /// <summary>Signs the record that was begun and gives it to the journal, which stores it with the next <see cref="Store"/>.</summary>
    public AppendStatus Commit(long nowMs)
    {
        _before.MoveTo(_journal.Head);
        _writer.EndJournaled(_journal.Head, _clock.Read(), nowMs);
        LastAppend = _journal.Append(_writer.Signed);
        if (LastAppend != AppendStatus.Stored)
        {
            _journal.Head.MoveTo(_before);
        }

        return LastAppend;
    }

    /// <summary>Stores all that was committed. What the storage does not take now is tried again with the next call.</summary>
    public void Store()
    {
        if (!_journal.Store())
        {
            LastAppend = AppendStatus.StorageFailed;
        }
        else if (LastAppend == AppendStatus.StorageFailed)
        {
            LastAppend = AppendStatus.Stored;
        }
    }

    /// <summary>Writes and stores a record of what the node no longer has.</summary>
    /// <param name="from">Number of the first record that is gone.</param>
    /// <param name="to">The last record that is gone.</param>
    /// <param name="nowMs">The time of the step.</param>
    public void RecordLoss(long from, ChainLink to, long nowMs)
    {
        Loss.Write(Begin(RecordKind.Loss), from, to, _journal.DroppedKinds);
        Commit(nowMs);
        Store();
    }

    /// <summary>Begins to write anew behind numbers that were passed over, with the record of their loss.</summary>
    /// <param name="from">The first of them; the head is at the last.</param>
    /// <param name="nowMs">The time of the step.</param>
    public void RecordLossBefore(long from, long nowMs)
    {
        RecordLoss(from, _journal.Head, nowMs);
    }

    /// <summary>Signs the heartbeat that was begun, which vouches for what is stored.</summary>
    /// <param name="nonce">The newest challenge of the supervisor, or null before the first.</param>
    /// <param name="nowMs">The time of the step.</param>
    /// <returns>The finished heartbeat, until the next record is begun.</returns>
    public SignedWriter CompleteHeartbeat(byte[] nonce, long nowMs)
    {
        _heartbeats++;
        _writer.EndHeartbeat(_heartbeats, _journal.Stored, nonce, _clock.Read(), nowMs);
        return _writer.Signed;
    }
}
