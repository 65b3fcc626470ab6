using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Ledger;
using Wugang.Supervisor.Rules;

namespace Wugang.Supervisor.Server.Intake;

/// <summary>
/// The supervisor's state: judges messages in the order of their arrival, stores what it believes, and only then lets it
/// count. One thread changes it; others look through <see cref="Read"/>.
/// </summary>
internal sealed class Supervision
{
    private readonly Lock _lock = new();
    private readonly SqliteLedger _ledger;
    private readonly SupervisorMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, SupervisedNode> _nodes;
    private readonly MessageJudge _judge;

    public Supervision(SupervisorOptions options, SqliteLedger ledger, SupervisorMetrics metrics, TimeProvider time)
    {
        _ledger = ledger;
        _metrics = metrics;
        _time = time;
        Facilities =
        [
            .. options.Facilities.Select(facility => new SupervisedFacility(
                facility,
                [.. facility.Nodes.Select(node => new SupervisedNode(node, ledger, time))])),
        ];
        _nodes = Facilities.SelectMany(facility => facility.Nodes).ToDictionary(node => node.Name);
        _judge = new MessageJudge(name => _nodes.GetValueOrDefault(name)?.Verifier);
        UpdateVerdicts();
    }

    public IReadOnlyList<SupervisedFacility> Facilities { get; }

    public RecentLog Recent { get; } = new();

    public IEnumerable<SupervisedNode> Nodes => _nodes.Values;

    /// <summary>Whether the newest commit succeeded.</summary>
    public bool IsLedgerWriting { get; private set; } = true;

    /// <summary>Milliseconds since 1970 UTC.</summary>
    public long NowMs => _time.GetUtcNow().ToUnixTimeMilliseconds();

    public SupervisedNode? Find(string node)
    {
        return _nodes.GetValueOrDefault(node);
    }

    /// <summary>Looks at the state from any thread, while nothing changes.</summary>
    public T Read<T>(Func<Supervision, T> look)
    {
        lock (_lock)
        {
            return look(this);
        }
    }

    /// <summary>Judges, stores and applies. When it returns, all that was believed is durable.</summary>
    /// <returns>The nodes that are owed an acknowledgement.</returns>
    /// <exception cref="Exception">The ledger failed: nothing was stored, nothing counts.</exception>
    public IReadOnlyCollection<SupervisedNode> Process(IReadOnlyCollection<ReceivedMessage> messages)
    {
        lock (_lock)
        {
            HashSet<SupervisedNode> owed = [];
            List<LedgerEntry> believed = [];
            List<QuarantinedMessage> quarantined = [];
            List<Judgement.Noticed> noticed = [];
            foreach (ReceivedMessage message in messages)
            {
                Sort(message, owed, believed, quarantined, noticed);
            }

            Store(believed, quarantined);
            Apply(believed, quarantined, noticed);
            UpdateVerdicts();
            return owed;
        }
    }

    /// <summary>Judges every node and facility anew, as time alone can change a verdict.</summary>
    private void UpdateVerdicts()
    {
        long nowMs = NowMs;
        foreach (SupervisedFacility facility in Facilities)
        {
            facility.UpdateVerdicts(nowMs);
        }
    }

    private void Sort(
        ReceivedMessage message,
        HashSet<SupervisedNode> owed,
        List<LedgerEntry> believed,
        List<QuarantinedMessage> quarantined,
        List<Judgement.Noticed> noticed)
    {
        long nowMs = NowMs;
        switch (_judge.Judge(message.Topic, message.Bytes, nowMs))
        {
            case Judgement.Accepted { Record: VerifiedRecord record }:
                SupervisedNode node = _nodes[record.Node];
                node.AddPending(record);
                believed.Add(new LedgerEntry(record, nowMs));
                if (record.Kind != RecordKind.Heartbeat)
                {
                    owed.Add(node);
                }

                break;
            case Judgement.Noticed notice:
                noticed.Add(notice);
                break;
            case Judgement.Repeated repeated:
                _metrics.CountRepeated();
                owed.Add(_nodes[repeated.Node]);
                break;
            case Judgement.Rejected rejected:
                quarantined.Add(Quarantine(message, rejected, nowMs));
                break;
            default:
                throw new InvalidOperationException("A judgement of an unknown case.");
        }
    }

    private QuarantinedMessage Quarantine(ReceivedMessage message, Judgement.Rejected rejected, long nowMs)
    {
        _metrics.CountRejected(rejected.Reason);
        if (rejected.Node is not null && _nodes.TryGetValue(rejected.Node, out SupervisedNode? node))
        {
            node.RejectedCount++;
        }

        byte[] head = message.Bytes.AsSpan(0, Math.Min(message.Bytes.Length, SqliteLedger.QuarantinedBytesMax)).ToArray();
        return new QuarantinedMessage(nowMs, message.Topic, rejected.Reason, message.Bytes.Length, head);
    }

    private void Store(List<LedgerEntry> believed, List<QuarantinedMessage> quarantined)
    {
        if (believed.Count == 0 && quarantined.Count == 0)
        {
            return;
        }

        long start = _time.GetTimestamp();
        try
        {
            _ledger.Commit(believed, quarantined);
            IsLedgerWriting = true;
        }
        catch
        {
            IsLedgerWriting = false;

            // The verifiers have moved on past what does not count: they go back to what is stored.
            foreach (SupervisedNode node in _nodes.Values)
            {
                node.Load();
            }

            throw;
        }

        _metrics.RecordCommit(_time.GetElapsedTime(start));
    }

    private void Apply(List<LedgerEntry> believed, List<QuarantinedMessage> quarantined, List<Judgement.Noticed> noticed)
    {
        foreach (LedgerEntry entry in believed)
        {
            SupervisedNode node = _nodes[entry.Record.Node];
            node.ClearPending();
            _metrics.CountAccepted(entry.Record.Kind);
            if (!node.Apply(entry))
            {
                _metrics.CountNotUnderstood();
            }

            if (entry.Record.Kind != RecordKind.Heartbeat)
            {
                Recent.Add(entry);
            }
        }

        foreach (Judgement.Noticed notice in noticed)
        {
            _nodes[notice.Node].Status.IsOnline = notice.IsOnline;
        }

        foreach (QuarantinedMessage message in quarantined)
        {
            Recent.Add(message);
        }
    }
}
