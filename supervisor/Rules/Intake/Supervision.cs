using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules.Enrolment;
using Wugang.Supervisor.Rules.Timeline;

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
    /// <param name="days">When a day is compliant, when it closes, and where midnight is.</param>
    /// <param name="nowMs">The supervisor's time, milliseconds since 1970 UTC.</param>
    public Supervision(IReadOnlyList<EnrolledFacility> facilities, ILedger ledger, DaySettings days, long nowMs)
    {
        _ledger = ledger;
        Facilities =
        [
            .. facilities.Select(facility => new SupervisedFacility(
                facility,
                [.. facility.Nodes.Select(node => new SupervisedNode(node, ledger, nowMs))],
                days)),
        ];
        _nodes = Facilities.SelectMany(facility => facility.Nodes).ToDictionary(node => node.Name);
        _judge = new MessageJudge(name => _nodes.GetValueOrDefault(name)?.Verifier);
        foreach (SupervisedFacility facility in Facilities)
        {
            DateOnly today = days.DayOf(nowMs);
            facility.Days.Restore(ledger.ReadDayChanges(facility.Enrolled.Id, today.AddDays(-DayBook.DaysKept), today));
        }

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
        return Apply(Store(messages, nowMs), nowMs);
    }

    /// <summary>
    /// The first half of <see cref="Process"/>: judges and stores. Nothing that can be looked at changes, so that nobody who
    /// looks has to wait for the disk.
    /// </summary>
    /// <param name="messages">What has arrived, oldest first.</param>
    /// <param name="nowMs">The supervisor's time, milliseconds since 1970 UTC.</param>
    /// <exception cref="Exception">The ledger failed: nothing was stored, nothing counts.</exception>
    public JudgedMessages Store(IEnumerable<IncomingMessage> messages, long nowMs)
    {
        JudgedMessages judged = new([.. Facilities.SelectMany(facility => facility.Days.Pending)]);
        foreach (IncomingMessage message in messages)
        {
            Sort(message, judged, nowMs);
        }

        Commit(judged.Batch);
        return judged;
    }

    /// <summary>The second half: lets count what was stored.</summary>
    /// <param name="judged">What <see cref="Store"/> gave, not applied before.</param>
    /// <param name="nowMs">The supervisor's time, milliseconds since 1970 UTC.</param>
    public SupervisionOutcome Apply(JudgedMessages judged, long nowMs)
    {
        int notUnderstoodCount = TakeIn(judged);
        UpdateVerdicts(nowMs);
        judged.Owed.UnionWith(_nodes.Values.Where(node => node.NeedsChallenge(nowMs)));
        return new SupervisionOutcome(judged.Owed, judged.Batch, judged.RepeatedCount, notUnderstoodCount);
    }

    private void Sort(IncomingMessage message, JudgedMessages judged, long nowMs)
    {
        switch (_judge.Judge(message.Topic, message.Bytes, nowMs))
        {
            case Judgement.Accepted { Record: VerifiedRecord record } accepted:
                SupervisedNode node = _nodes[record.Node];
                node.AddPending(record);
                judged.Believed.Add(new LedgerEntry(record, nowMs));
                if (accepted.Explanation is not null)
                {
                    judged.Explanations.Add(new LedgerEntry(accepted.Explanation, nowMs));
                }

                if (record.Kind != RecordKind.Heartbeat)
                {
                    judged.Owed.Add(node);
                }

                break;
            case Judgement.Ahead ahead:
                judged.Ahead.Add(new LedgerEntry(ahead.Record, nowMs));
                break;
            case Judgement.Noticed notice:
                judged.Notices.Add(notice);
                break;
            case Judgement.Repeated repeated:
                judged.RepeatedCount++;
                judged.Owed.Add(_nodes[repeated.Node]);
                break;
            case Judgement.Rejected rejected:
                judged.Quarantined.Add(QuarantinedMessage.Of(message, rejected.Reason, nowMs));
                if (rejected.Node is not null && _nodes.TryGetValue(rejected.Node, out SupervisedNode? claimed))
                {
                    judged.Rejected.Add(claimed);
                    if (rejected.Reason == Rejection.SequenceGap)
                    {
                        // It hears how far its records are stored, and goes on from there.
                        judged.Owed.Add(claimed);
                    }
                }

                break;
            default:
                throw new InvalidOperationException("A judgement of an unknown case.");
        }
    }

    private void Commit(LedgerBatch batch)
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
                node.TakeBack();
            }

            throw;
        }

        foreach (SupervisedFacility facility in Facilities)
        {
            facility.Days.ClearPending();
        }
    }

    /// <returns>How many records were not understood.</returns>
    private int TakeIn(JudgedMessages judged)
    {
        int notUnderstoodCount = 0;
        foreach (LedgerEntry entry in judged.Believed)
        {
            SupervisedNode node = _nodes[entry.Record.Node];
            node.ClearPending();
            notUnderstoodCount += node.Apply(entry) ? 0 : 1;
        }

        foreach (LedgerEntry entry in judged.Ahead)
        {
            notUnderstoodCount += _nodes[entry.Record.Node].Status.ApplyAhead(entry.Record, entry.ReceivedMs) ? 0 : 1;
        }

        foreach (Judgement.Noticed notice in judged.Notices)
        {
            _nodes[notice.Node].Status.IsOnline = notice.IsOnline;
        }

        foreach (SupervisedNode node in judged.Rejected)
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
}
