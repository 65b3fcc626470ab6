using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Ledger;
using Wugang.Supervisor.Rules.Intake;

namespace Wugang.Supervisor.Server.Intake;

/// <summary>
/// The supervision in real time: one thread changes it through <see cref="Process"/>, others look through
/// <see cref="Read"/> and never wait for the disk. Counts what happens and keeps the newest of it for the page.
/// </summary>
internal sealed class SharedSupervision
{
    private readonly Lock _lock = new();
    private readonly SqliteLedger _ledger;
    private readonly SupervisorMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly Supervision _supervision;
    private volatile bool _isLedgerWriting = true;

    public SharedSupervision(SupervisorOptions options, SqliteLedger ledger, SupervisorMetrics metrics, TimeProvider time)
    {
        _ledger = ledger;
        _metrics = metrics;
        _time = time;
        _supervision = new Supervision(options.Facilities, ledger, options.Days, NowMs);
    }

    public IReadOnlyList<SupervisedFacility> Facilities => _supervision.Facilities;

    public IReadOnlyCollection<SupervisedNode> Nodes => _supervision.Nodes;

    public RecentLog Recent { get; } = new();

    /// <summary>Whether the newest commit succeeded.</summary>
    public bool IsLedgerWriting => _isLedgerWriting;

    /// <summary>Milliseconds since 1970 UTC.</summary>
    public long NowMs => _time.GetUtcNow().ToUnixTimeMilliseconds();

    public SupervisedNode? FindNode(string node)
    {
        return _supervision.Find(node);
    }

    public SupervisedFacility? FindFacility(string facility)
    {
        return Facilities.FirstOrDefault(candidate => candidate.Enrolled.Id == facility);
    }

    /// <summary>Looks at the state from any thread, while nothing changes.</summary>
    public T Read<T>(Func<SharedSupervision, T> look)
    {
        lock (_lock)
        {
            return look(this);
        }
    }

    /// <summary>Judges, stores and applies. When it returns, all that was believed is durable.</summary>
    /// <returns>The nodes that are owed an acknowledgement.</returns>
    /// <exception cref="Exception">The ledger failed: nothing was stored, nothing counts.</exception>
    public IReadOnlyCollection<SupervisedNode> Process(IEnumerable<ReceivedMessage> messages)
    {
        long nowMs = NowMs;
        JudgedMessages judged;
        try
        {
            judged = _supervision.Store(messages.Select(message => message.Content), nowMs);
        }
        catch
        {
            _isLedgerWriting = false;
            throw;
        }

        lock (_lock)
        {
            SupervisionOutcome outcome = _supervision.Apply(judged, nowMs);
            Count(outcome);
            Remember(outcome.Stored);
            return outcome.Owed;
        }
    }

    private void Count(SupervisionOutcome outcome)
    {
        _metrics.CountRepeated(outcome.RepeatedCount);
        _metrics.CountNotUnderstood(outcome.NotUnderstoodCount);
        foreach (LedgerEntry entry in outcome.Stored.Entries)
        {
            _metrics.CountAccepted(entry.Record.Kind);
        }

        foreach (QuarantinedMessage message in outcome.Stored.Quarantined)
        {
            _metrics.CountRejected(message.Reason);
        }

        if (!outcome.Stored.IsEmpty)
        {
            _isLedgerWriting = true;
            _metrics.RecordCommit(_ledger.NewestCommitDuration);
        }
    }

    private void Remember(LedgerBatch stored)
    {
        foreach (LedgerEntry entry in stored.Entries.Where(entry => entry.Record.Kind != RecordKind.Heartbeat))
        {
            Recent.Add(entry);
        }

        foreach (QuarantinedMessage message in stored.Quarantined)
        {
            Recent.Add(message);
        }
    }
}
