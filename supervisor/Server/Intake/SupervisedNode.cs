using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Ledger;
using Wugang.Supervisor.Rules;

namespace Wugang.Supervisor.Server.Intake;

/// <summary>One enrolled node: who it is, what it has proved, and what its records say.</summary>
internal sealed class SupervisedNode
{
    private readonly SqliteLedger _ledger;
    private readonly Dictionary<long, byte[]> _pending = [];

    public SupervisedNode(EnrolledNode enrolled, SqliteLedger ledger)
    {
        Enrolled = enrolled;
        Name = enrolled.Id.Value;
        Topics = new Topics(enrolled.Id);
        _ledger = ledger;
        Status = new NodeStatus();
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
            Status.Apply(entry.Record, entry.ReceivedMs);
            newest = entry.Record;
        }

        LedgerEntry? heartbeat = _ledger.FindNewestHeartbeat(Name);
        if (heartbeat is not null)
        {
            Status.Apply(heartbeat.Record, heartbeat.ReceivedMs);
        }

        Verifier.Restore(newest, heartbeat?.Record);
    }

    private byte[]? FindStored(long sequence)
    {
        return _pending.TryGetValue(sequence, out byte[]? bytes) ? bytes : _ledger.Find(Name, sequence);
    }
}
