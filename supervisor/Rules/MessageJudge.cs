using Wugang.Firmware.Core.Records;

namespace Wugang.Supervisor.Rules;

/// <summary>
/// The one entrance for what arrives on <c>safety/v1/#</c>: any bytes on any topic become a <see cref="Judgement"/>.
/// Not for two threads at once.
/// </summary>
/// <param name="findVerifier">The verifier of an enrolled node, or null.</param>
public sealed class MessageJudge(Func<string, NodeVerifier?> findVerifier)
{
    private const int TopicLevels = 6;

    private readonly RecordReader _record = new();
    private readonly Presence _presence = new();
    private string _topic = "";
    private (NodeId? Node, string Channel) _address;

    /// <param name="topic">The topic it came on.</param>
    /// <param name="bytes">The message as received.</param>
    /// <param name="nowMs">The supervisor's time, milliseconds since 1970 UTC.</param>
    public Judgement Judge(string topic, byte[] bytes, long nowMs)
    {
        if (topic != _topic)
        {
            (_topic, _address) = (topic, Parse(topic));
        }

        (NodeId? node, string channel) = _address;
        if (node is null)
        {
            return new Judgement.Rejected(Rejection.UnknownTopic, null);
        }

        if (findVerifier(node.Value) is not { } verifier)
        {
            return new Judgement.Rejected(Rejection.UnknownNode, node.Value);
        }

        return channel == "online"
            ? JudgePresence(verifier, node, bytes, nowMs)
            : JudgeRecord(verifier, node, bytes, isState: channel == "state", nowMs);
    }

    /// <summary>The node whose topic this is, or null where it is no topic that a node writes to.</summary>
    public static NodeId? NodeOf(string topic)
    {
        return Parse(topic).Node;
    }

    private static (NodeId? Node, string Channel) Parse(string topic)
    {
        string[] levels = topic.Split('/');
        bool isOfNode = levels.Length == TopicLevels && levels[5] is "journal" or "state" or "online";
        return isOfNode ? (NodeId.TryParse($"{levels[2]}-{levels[3]}-{levels[4]}"), levels[5]) : (null, "");
    }

    private Judgement JudgeRecord(NodeVerifier verifier, NodeId node, byte[] bytes, bool isState, long nowMs)
    {
        ReadStatus status = _record.Read(bytes, 0, bytes.Length);
        if (status != ReadStatus.Ok)
        {
            return new Judgement.Rejected(ReasonOf(status), node.Value);
        }

        bool isOnItsTopic = _record.Node.Value == node.Value && isState == (_record.Kind == RecordKind.Heartbeat);
        return isOnItsTopic
            ? verifier.Judge(_record, bytes, nowMs)
            : new Judgement.Rejected(Rejection.WrongTopic, node.Value);
    }

    private Judgement JudgePresence(NodeVerifier verifier, NodeId node, byte[] bytes, long nowMs)
    {
        ReadStatus status = _presence.Read(bytes);
        if (status != ReadStatus.Ok)
        {
            return new Judgement.Rejected(ReasonOf(status), node.Value);
        }

        return _presence.Node.Value == node.Value
            ? verifier.Judge(_presence, nowMs)
            : new Judgement.Rejected(Rejection.WrongTopic, node.Value);
    }

    private static Rejection ReasonOf(ReadStatus status)
    {
        return status switch
        {
            ReadStatus.TooLarge => Rejection.TooLarge,
            ReadStatus.NotJson => Rejection.NotJson,
            ReadStatus.NotCanonical => Rejection.NotCanonical,
            ReadStatus.BadMember => Rejection.BadMember,
            ReadStatus.UnknownVersion => Rejection.UnknownVersion,
            ReadStatus.Ok => throw new ArgumentOutOfRangeException(nameof(status)),
            _ => throw new ArgumentOutOfRangeException(nameof(status)),
        };
    }
}
