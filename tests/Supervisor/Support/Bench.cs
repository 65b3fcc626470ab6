using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules;

namespace Wugang.Tests.Supervisor.Support;

/// <summary>A judge with the verifiers of some nodes and what they believed so far.</summary>
internal sealed class Bench
{
    /// <summary>The supervisor's time: 2026-11-24.</summary>
    public const long NowMs = 1_795_478_400_000;

    private readonly Dictionary<string, NodeVerifier> _verifiers = [];
    private readonly Dictionary<(string Node, long Sequence), byte[]> _stored = [];
    private readonly MessageJudge _judge;

    public Bench(params TestNode[] nodes)
    {
        _judge = new MessageJudge(_verifiers.GetValueOrDefault);
        foreach (TestNode node in nodes)
        {
            Enrol(node.Id, node.Key);
        }
    }

    public NodeVerifier Enrol(NodeId node, params NodeKey[] keys)
    {
        return _verifiers[node.Value] = new NodeVerifier(
            keys,
            sequence => _stored.GetValueOrDefault((node.Value, sequence)));
    }

    public Judgement Judge(string topic, byte[] bytes)
    {
        Judgement judgement = _judge.Judge(topic, bytes, NowMs);
        if (judgement is Judgement.Accepted { Record: { Kind: not RecordKind.Heartbeat } record })
        {
            _stored[(record.Node, record.Sequence)] = record.Bytes;
        }

        return judgement;
    }

    public VerifiedRecord Accept(string topic, byte[] bytes)
    {
        Judgement judgement = Judge(topic, bytes);
        Assert.IsInstanceOfType<Judgement.Accepted>(judgement, judgement.ToString());
        return ((Judgement.Accepted)judgement).Record;
    }

    public void Reject(Rejection reason, string topic, byte[] bytes)
    {
        Judgement judgement = Judge(topic, bytes);
        Assert.IsInstanceOfType<Judgement.Rejected>(judgement, judgement.ToString());
        Assert.AreEqual(reason, ((Judgement.Rejected)judgement).Reason);
    }

    public Judgement.Noticed AcceptNotice(TestNode node, byte[] bytes, bool isOnline)
    {
        Judgement judgement = Judge(node.Topics.Online, bytes);
        Assert.IsInstanceOfType<Judgement.Noticed>(judgement, judgement.ToString());
        Judgement.Noticed notice = (Judgement.Noticed)judgement;
        Assert.AreEqual((node.Id.Value, isOnline), (notice.Node, notice.IsOnline));
        return notice;
    }
}
