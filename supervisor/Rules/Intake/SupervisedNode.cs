using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules.Enrolment;
using Wugang.Supervisor.Rules.Timeline;

namespace Wugang.Supervisor.Rules.Intake;

/// <summary>One enrolled node: who it is, what it has proved, and what its records say.</summary>
public sealed class SupervisedNode
{
    /// <summary>How far back evidence is read when the supervisor starts, in milliseconds: 35 days.</summary>
    public const long TimelineMs = 35L * 24 * 3600 * 1000;

    /// <summary>Longest time between two acknowledgements, in milliseconds.</summary>
    public const long AcknowledgeEveryMs = 60_000;

    private readonly ILedger _ledger;
    private readonly MessageJudge _judge;
    private readonly Dictionary<long, byte[]> _pending = [];
    private readonly ProtectionEvidence _evidence;
    private VerifiedRecord? _newestRecord;
    private VerifiedRecord? _newestHeartbeat;
    private long _acknowledgedMs = long.MinValue / 2;

    /// <summary>Goes on from what the ledger holds.</summary>
    /// <param name="enrolled">Who it is.</param>
    /// <param name="ledger">Where its records are kept.</param>
    /// <param name="nowMs">The supervisor's time, milliseconds since 1970 UTC.</param>
    public SupervisedNode(EnrolledNode enrolled, ILedger ledger, long nowMs)
    {
        Enrolled = enrolled;
        Name = enrolled.Id.Value;
        Topics = new Topics(enrolled.Id);
        _ledger = ledger;
        Status = new NodeStatus();
        Timeline = new ProtectionTimeline();
        _evidence = new ProtectionEvidence(Timeline);
        Load(nowMs);
        Verifier = NewVerifier();
        _judge = new MessageJudge(_ => Verifier);
    }

    public EnrolledNode Enrolled { get; private set; }

    public string Name { get; }

    public Topics Topics { get; }

    public NodeStatus Status { get; }

    public NodeVerifier Verifier { get; private set; }

    /// <summary>Messages in this node's name that were not believed since the supervisor started.</summary>
    public long RejectedCount { get; private set; }

    public VerdictSince Verdict { get; } = new();

    /// <summary>The verdict on every instant that the stored evidence speaks of.</summary>
    public ProtectionTimeline Timeline { get; }

    /// <summary>Whether this node is owed an acknowledgement though it has sent nothing: it needs a challenge to echo.</summary>
    public bool NeedsChallenge(long nowMs)
    {
        return nowMs - _acknowledgedMs >= AcknowledgeEveryMs;
    }

    /// <summary>When time alone next changes something: the node falls silent, or needs a challenge. Milliseconds since 1970 UTC.</summary>
    public long DueMs(long nowMs)
    {
        long silentMs = ProtectionRule.SilentFromMs(Status);
        return Math.Min(_acknowledgedMs + AcknowledgeEveryMs, silentMs > nowMs ? silentMs : long.MaxValue);
    }

    /// <summary>Takes up its keys and its name as they are enrolled from now on.</summary>
    public void Enrol(EnrolledNode enrolled)
    {
        Enrolled = enrolled;
        Verifier.Keys = enrolled.Keys;
    }

    /// <summary>The supervisor's signed word on how far this node's records are stored.</summary>
    /// <param name="nowMs">The supervisor's time, milliseconds since 1970 UTC.</param>
    /// <param name="challenge">New random bytes, <see cref="Acknowledgement.ChallengeBytes"/> of them.</param>
    public byte[] Acknowledge(long nowMs, byte[] challenge)
    {
        _acknowledgedMs = nowMs;
        byte[] given = Verifier.Challenges.Give(challenge, nowMs);
        return Acknowledgement.Write(Enrolled.Keys[0], Enrolled.Id, Status.StoredSequence, nowMs, given);
    }

    /// <summary>A command as the node believes it.</summary>
    public byte[] Sign(Command command)
    {
        return command.Write(Enrolled.Keys[0], Enrolled.Id);
    }

    /// <summary>A configuration as the node believes it: the messages that bring it, in their order.</summary>
    /// <param name="configuration">Canonical text that was found good.</param>
    /// <param name="id">Number of the update.</param>
    /// <param name="expiresMs">Until when the node may take it, milliseconds since 1970 UTC.</param>
    /// <param name="by">The person who asks.</param>
    public IReadOnlyList<byte[]> Sign(byte[] configuration, long id, long expiresMs, string by)
    {
        return ConfigurationPart.Split(Enrolled.Keys[0], Enrolled.Id, configuration, id, expiresMs, by);
    }

    /// <summary>
    /// Judges messages in the order of their arrival. Nothing counts before it is stored: then comes <see cref="Apply(JudgedMessages)"/>,
    /// or <see cref="TakeBack"/> where it could not be; only then the next.
    /// </summary>
    /// <param name="messages">What has arrived on this node's topics, oldest first.</param>
    /// <param name="nowMs">The supervisor's time, milliseconds since 1970 UTC.</param>
    public JudgedMessages Judge(IEnumerable<IncomingMessage> messages, long nowMs)
    {
        JudgedMessages judged = new();
        foreach (IncomingMessage message in messages)
        {
            Sort(message, judged, nowMs);
        }

        return judged;
    }

    /// <summary>Lets count what was stored; the verdict follows with <see cref="UpdateVerdict"/>.</summary>
    /// <param name="judged">What <see cref="Judge"/> gave, not applied before.</param>
    /// <returns>How many records were not understood.</returns>
    public int Apply(JudgedMessages judged)
    {
        _pending.Clear();
        int notUnderstoodCount = judged.Believed.Count(entry => !Apply(entry));
        notUnderstoodCount += judged.Ahead.Count(entry => !Status.ApplyAhead(entry.Record, entry.ReceivedMs));
        if (judged.Notice is not null)
        {
            Status.Apply(judged.Notice);
        }

        RejectedCount += judged.Quarantined.Count;
        return notUnderstoodCount;
    }

    /// <summary>Lets a birth or will count that was heard before this was read from the ledger, unless it is older than what is stored.</summary>
    public void Recall(IncomingMessage notice, long nowMs)
    {
        if (_judge.Judge(notice.Topic, notice.Bytes, nowMs) is Judgement.Noticed noticed)
        {
            Status.Apply(noticed);
        }
    }

    /// <summary>Forgets what was judged and could not be stored: the verifier goes back to what is.</summary>
    public void TakeBack()
    {
        _pending.Clear();
        Verifier = NewVerifier();
    }

    /// <summary>Judges the node anew, as time alone can change the verdict.</summary>
    public void UpdateVerdict(long nowMs)
    {
        Verdict.Update(ProtectionRule.Judge(Name, Status, nowMs), nowMs);
    }

    private void Sort(IncomingMessage message, JudgedMessages judged, long nowMs)
    {
        switch (_judge.Judge(message.Topic, message.Bytes, nowMs))
        {
            case Judgement.Accepted accepted:
                Believe(accepted, judged, nowMs);
                break;
            case Judgement.Ahead ahead:
                judged.Ahead.Add(new LedgerEntry(ahead.Record, nowMs));
                break;
            case Judgement.Noticed notice:
                judged.Notice = notice;
                break;
            case Judgement.Repeated:
                judged.RepeatedCount++;
                judged.IsOwed = true;
                break;
            case Judgement.Rejected rejected:
                judged.Quarantined.Add(QuarantinedMessage.Of(message, rejected.Reason, nowMs));

                // It hears how far its records are stored, and goes on from there.
                judged.IsOwed |= rejected.Reason == Rejection.SequenceGap;
                break;
            default:
                throw new InvalidOperationException("A judgement of an unknown case.");
        }
    }

    private void Believe(Judgement.Accepted accepted, JudgedMessages judged, long nowMs)
    {
        judged.Believed.Add(new LedgerEntry(accepted.Record, nowMs));
        if (accepted.Explanation is not null)
        {
            judged.Explanations.Add(new LedgerEntry(accepted.Explanation, nowMs));
        }

        if (accepted.Record.Kind != RecordKind.Heartbeat)
        {
            _pending[accepted.Record.Sequence] = accepted.Record.Bytes;
            judged.IsOwed = true;
        }
    }

    /// <summary>Takes in a record that is stored.</summary>
    /// <returns>False if its <c>data</c> is not understood.</returns>
    private bool Apply(LedgerEntry entry)
    {
        bool isUnderstood = Status.Apply(entry.Record, entry.ReceivedMs);
        if (entry.Record.Kind == RecordKind.Heartbeat)
        {
            _newestHeartbeat = entry.Record;
        }
        else
        {
            _newestRecord = entry.Record;
        }

        _evidence.Add(entry.Record, entry.ReceivedMs);
        return isUnderstood;
    }

    private void Load(long nowMs)
    {
        long start = _ledger.FindStart(Name, nowMs - TimelineMs);
        foreach (LedgerEntry entry in _ledger.ReadNewestOfEachSubject(Name, start))
        {
            Status.Recall(entry.Record, entry.ReceivedMs);
        }

        // It counts once the records that it tells of have been applied.
        LedgerEntry? heartbeat = _ledger.FindNewestHeartbeat(Name);
        if (heartbeat is not null)
        {
            Status.Apply(heartbeat.Record, heartbeat.ReceivedMs);
        }

        foreach (LedgerEntry entry in _ledger.ReadRecords(Name, start))
        {
            Apply(entry);
        }

        foreach (LedgerEntry entry in _ledger.ReadHeartbeats(Name, nowMs - TimelineMs))
        {
            Apply(entry);
        }

        _newestHeartbeat ??= heartbeat?.Record;
    }

    /// <summary>A verifier that goes on from what is stored.</summary>
    private NodeVerifier NewVerifier()
    {
        NodeVerifier verifier = new(Enrolled.Keys, FindStored);
        verifier.Restore(_newestRecord, _newestHeartbeat);
        return verifier;
    }

    private byte[]? FindStored(long sequence)
    {
        return _pending.TryGetValue(sequence, out byte[]? bytes) ? bytes : _ledger.Find(Name, sequence);
    }
}
