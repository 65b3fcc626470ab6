using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Ledger;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Timeline;

namespace Wugang.Supervisor.Server.Intake;

/// <summary>One enrolled node: who it is, what it has proved, and what its records say.</summary>
internal sealed class SupervisedNode
{
    /// <summary>How far back the timeline goes when the supervisor starts, in milliseconds: 35 days.</summary>
    public const long TimelineMs = 35L * 24 * 3600 * 1000;

    private readonly SqliteLedger _ledger;
    private readonly TimeProvider _time;
    private readonly Dictionary<long, byte[]> _pending = [];
    private HeartbeatEvidence _evidence;

    public SupervisedNode(EnrolledNode enrolled, SqliteLedger ledger, TimeProvider time)
    {
        _time = time;
        Enrolled = enrolled;
        Name = enrolled.Id.Value;
        Topics = new Topics(enrolled.Id);
        _ledger = ledger;
        Status = new NodeStatus();
        (Timeline, _evidence) = NewTimeline();
        Verifier = new NodeVerifier(enrolled.Keys, FindStored);
        Load();
    }

    public EnrolledNode Enrolled { get; }

    public string Name { get; }

    public Topics Topics { get; }

    public NodeStatus Status { get; private set; }

    public NodeVerifier Verifier { get; private set; }

    /// <summary>Messages in this node's name that were not believed since the supervisor started.</summary>
    public long RejectedCount { get; set; }

    public VerdictSince Verdict { get; } = new();

    /// <summary>The verdict on every instant that the stored heartbeats speak of.</summary>
    public ProtectionTimeline Timeline { get; private set; }

    /// <summary>Notes a record that was believed and will be stored with the next commit.</summary>
    public void AddPending(VerifiedRecord record)
    {
        if (record.Kind != RecordKind.Heartbeat)
        {
            _pending[record.Sequence] = record.Bytes;
        }
    }

    /// <summary>Notes that all that was pending is stored.</summary>
    public void ClearPending()
    {
        _pending.Clear();
    }

    /// <summary>Takes in a record that is stored.</summary>
    /// <returns>False if its <c>data</c> is not understood.</returns>
    public bool Apply(LedgerEntry entry)
    {
        bool isUnderstood = Status.Apply(entry.Record, entry.ReceivedMs);
        if (isUnderstood && entry.Record.Kind == RecordKind.Heartbeat)
        {
            _evidence.Add(entry.Record, Status.Protection, Status.HeartbeatIntervalS);
        }

        return isUnderstood;
    }

    /// <summary>Forgets what is in memory and starts again from what is stored.</summary>
    public void Load()
    {
        _pending.Clear();
        bool wasOnline = Status.IsOnline;
        Status = new NodeStatus { IsOnline = wasOnline };
        Verifier = new NodeVerifier(Enrolled.Keys, FindStored);
        VerifiedRecord? newest = null;
        foreach (LedgerEntry entry in _ledger.ReadRecords(Name, fromSequence: 1))
        {
            Apply(entry);
            newest = entry.Record;
        }

        (Timeline, _evidence) = NewTimeline();
        long fromMs = _time.GetUtcNow().ToUnixTimeMilliseconds() - TimelineMs;
        foreach (LedgerEntry entry in _ledger.ReadHeartbeats(Name, fromMs))
        {
            Apply(entry);
        }

        Verifier.Restore(newest, _ledger.FindNewestHeartbeat(Name)?.Record);
    }

    private static (ProtectionTimeline Timeline, HeartbeatEvidence Evidence) NewTimeline()
    {
        ProtectionTimeline timeline = new();
        return (timeline, new HeartbeatEvidence(timeline));
    }

    private byte[]? FindStored(long sequence)
    {
        return _pending.TryGetValue(sequence, out byte[]? bytes) ? bytes : _ledger.Find(Name, sequence);
    }
}
