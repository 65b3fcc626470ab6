using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules.Enrolment;

namespace Wugang.Supervisor.Rules.Intake;

/// <summary>
/// The supervisor's state: judges messages in the order of their arrival, stores what it believes, and only then lets it
/// count. It holds no clock and no thread, so that it runs in virtual time as well. Not for two threads at once.
/// </summary>
public sealed class Supervision
{
    private readonly ILedger _ledger;
    private readonly Dictionary<string, SupervisedNode> _nodes;
    private readonly MessageJudge _judge;

    /// <summary>Goes on from what the ledger holds.</summary>
    /// <param name="facilities">The facilities and nodes that are supervised.</param>
    /// <param name="ledger">Where their records are kept.</param>
    /// <param name="nowMs">The supervisor's time, milliseconds since 1970 UTC.</param>
    public Supervision(IReadOnlyList<EnrolledFacility> facilities, ILedger ledger, long nowMs)
    {
        _ledger = ledger;
        Facilities =
        [
            .. facilities.Select(facility => new SupervisedFacility(
                facility,
                [.. facility.Nodes.Select(node => new SupervisedNode(node, ledger, nowMs))])),
        ];
        _nodes = Facilities.SelectMany(facility => facility.Nodes).ToDictionary(node => node.Name);
        _judge = new MessageJudge(name => _nodes.GetValueOrDefault(name)?.Verifier);
        UpdateVerdicts(nowMs);
    }

    public IReadOnlyList<SupervisedFacility> Facilities { get; }

    public IReadOnlyCollection<SupervisedNode> Nodes => _nodes.Values;

    public SupervisedNode? Find(string node)
    {
        return _nodes.GetValueOrDefault(node);
    }

    /// <summary>Judges, stores and applies. When it returns, all that was believed is durable.</summary>
    /// <param name="messages">What has arrived, oldest first; none at all where only time has passed.</param>
    /// <param name="nowMs">The supervisor's time, milliseconds since 1970 UTC.</param>
    /// <exception cref="Exception">The ledger failed: nothing was stored, nothing counts.</exception>
    public SupervisionOutcome Process(IEnumerable<IncomingMessage> messages, long nowMs)
    {
        Sorting sorting = new();
        foreach (IncomingMessage message in messages)
        {
            Sort(message, sorting, nowMs);
        }

        LedgerBatch batch = new(sorting.Believed, sorting.Quarantined);
        Store(batch, nowMs);
        int notUnderstoodCount = Apply(sorting);
        UpdateVerdicts(nowMs);
        return new SupervisionOutcome(sorting.Owed, batch, sorting.RepeatedCount, notUnderstoodCount);
    }

    private void Sort(IncomingMessage message, Sorting sorting, long nowMs)
    {
        switch (_judge.Judge(message.Topic, message.Bytes, nowMs))
        {
            case Judgement.Accepted { Record: VerifiedRecord record }:
                SupervisedNode node = _nodes[record.Node];
                node.AddPending(record);
                sorting.Believed.Add(new LedgerEntry(record, nowMs));
                if (record.Kind != RecordKind.Heartbeat)
                {
                    sorting.Owed.Add(node);
                }

                break;
            case Judgement.Noticed notice:
                sorting.Notices.Add(notice);
                break;
            case Judgement.Repeated repeated:
                sorting.RepeatedCount++;
                sorting.Owed.Add(_nodes[repeated.Node]);
                break;
            case Judgement.Rejected rejected:
                sorting.Quarantined.Add(QuarantinedMessage.Of(message, rejected.Reason, nowMs));
                if (rejected.Node is not null && _nodes.TryGetValue(rejected.Node, out SupervisedNode? claimed))
                {
                    sorting.Rejected.Add(claimed);
                }

                break;
            default:
                throw new InvalidOperationException("A judgement of an unknown case.");
        }
    }

    private void Store(LedgerBatch batch, long nowMs)
    {
        if (batch.IsEmpty)
        {
            return;
        }

        try
        {
            _ledger.Commit(batch);
        }
        catch
        {
            // The verifiers have moved on past what does not count: they go back to what is stored.
            foreach (SupervisedNode node in _nodes.Values)
            {
                node.Load(nowMs);
            }

            throw;
        }
    }

    /// <returns>How many records were not understood.</returns>
    private int Apply(Sorting sorting)
    {
        int notUnderstoodCount = 0;
        foreach (LedgerEntry entry in sorting.Believed)
        {
            SupervisedNode node = _nodes[entry.Record.Node];
            node.ClearPending();
            notUnderstoodCount += node.Apply(entry) ? 0 : 1;
        }

        foreach (Judgement.Noticed notice in sorting.Notices)
        {
            _nodes[notice.Node].Status.IsOnline = notice.IsOnline;
        }

        foreach (SupervisedNode node in sorting.Rejected)
        {
            node.RejectedCount++;
        }

        return notUnderstoodCount;
    }

    /// <summary>Judges every node and facility anew, as time alone can change a verdict.</summary>
    private void UpdateVerdicts(long nowMs)
    {
        foreach (SupervisedFacility facility in Facilities)
        {
            facility.UpdateVerdicts(nowMs);
        }
    }

    /// <summary>A batch of messages by what was judged of them, each list in the order of arrival.</summary>
    private sealed class Sorting
    {
        public HashSet<SupervisedNode> Owed { get; } = [];

        public List<LedgerEntry> Believed { get; } = [];

        public List<QuarantinedMessage> Quarantined { get; } = [];

        public List<Judgement.Noticed> Notices { get; } = [];

        /// <summary>Once for each message that was rejected in a node's name.</summary>
        public List<SupervisedNode> Rejected { get; } = [];

        public int RepeatedCount { get; set; }
    }
}
