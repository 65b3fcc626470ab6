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

    /// <summary>How the newest append ended.</summary>
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

    /// <summary>Signs and stores the record that was begun.</summary>
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

    /// <summary>Signs the heartbeat that was begun.</summary>
    /// <returns>The finished heartbeat, until the next record is begun.</returns>
    public SignedWriter CompleteHeartbeat(long nowMs)
    {
        _heartbeats++;
        _writer.EndHeartbeat(_heartbeats, _journal.Head, _clock.Read(), nowMs);
        return _writer.Signed;
    }
}
