using Wugang.Supervisor.Rules.Enrolment;
using Wugang.Supervisor.Rules.Timeline;

namespace Wugang.Supervisor.Rules.Intake;

/// <summary>
/// All nodes and facilities of a supervisor in one place, for the virtual world: judges messages in the order of their arrival, stores what
/// it believes, and only then lets it count. It holds no clock and no thread. The server spreads the same nodes and facilities over
/// grains instead. Not for two threads at once.
/// </summary>
public sealed class Supervision
{
    private readonly ILedger _ledger;
    private readonly Dictionary<string, SupervisedNode> _nodes;

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
        foreach (SupervisedFacility facility in Facilities)
        {
            DateOnly today = days.DayOf(nowMs);
            facility.Days.Restore(ledger.ReadDayChanges(facility.Enrolled.Id, today.AddDays(-DayBook.DaysKept), today));
        }

        foreach (SupervisedFacility facility in Facilities)
        {
            facility.UpdateVerdicts(nowMs);
        }
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
        List<QuarantinedMessage> strays = [];
        List<(SupervisedNode Node, JudgedMessages Judged)> judged = [];
        foreach (IGrouping<string?, IncomingMessage> ofOne in messages.GroupBy(message => MessageJudge.NodeOf(message.Topic)?.Value))
        {
            if (ofOne.Key is null || !_nodes.TryGetValue(ofOne.Key, out SupervisedNode? node))
            {
                Rejection reason = ofOne.Key is null ? Rejection.UnknownTopic : Rejection.UnknownNode;
                strays.AddRange(ofOne.Select(message => QuarantinedMessage.Of(message, reason, nowMs)));
            }
            else
            {
                judged.Add((node, node.Judge(ofOne, nowMs)));
            }
        }

        LedgerBatch batch = LedgerBatch.Merge(
        [
            .. judged.Select(one => one.Judged.Batch),
            new LedgerBatch([], strays, [.. Facilities.SelectMany(facility => facility.Days.Pending)]),
        ]);
        Commit(batch, judged.Select(one => one.Node));
        int notUnderstoodCount = judged.Sum(one => one.Node.Apply(one.Judged));
        foreach (SupervisedFacility facility in Facilities)
        {
            facility.UpdateVerdicts(nowMs);
        }

        HashSet<SupervisedNode> owed = [.. judged.Where(one => one.Judged.IsOwed).Select(one => one.Node)];
        owed.UnionWith(_nodes.Values.Where(node => node.NeedsChallenge(nowMs)));
        return new SupervisionOutcome(owed, batch, judged.Sum(one => one.Judged.RepeatedCount), notUnderstoodCount);
    }

    private void Commit(LedgerBatch batch, IEnumerable<SupervisedNode> judged)
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
            foreach (SupervisedNode node in judged)
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
}
