namespace Wugang.Firmware.Core.Records;

/// <summary>Builds the signed records of one node (wire format, "Record").</summary>
public sealed class RecordWriter
{
    private readonly string _node;
    private readonly long _boot;
    private readonly SignedWriter _signed;
    private RecordKind _kind;

    /// <param name="node">The node that speaks.</param>
    /// <param name="boot">Boot count of the node, one or more.</param>
    /// <param name="signer">The node's key.</param>
    public RecordWriter(NodeId node, long boot, ISigner signer)
    {
        _node = node.Value;
        _boot = boot;
        _signed = new SignedWriter(signer, Limits.MaxRecordBytes);
    }

    /// <summary>The finished record, until the next one is begun.</summary>
    public SignedWriter Signed
    {
        get { return _signed; }
    }

    /// <summary>Starts a record; the caller writes the members of <c>data</c> in their order.</summary>
    public CanonicalWriter Begin(RecordKind kind)
    {
        _kind = kind;
        return _signed.Begin().Name("boot").Integer(_boot).Name("data").BeginObject();
    }

    /// <summary>Finishes a record of the journal behind <paramref name="head"/> and moves the head to it.</summary>
    /// <param name="head">The chain's newest record.</param>
    /// <param name="time">The time of day as far as the node knows it.</param>
    /// <param name="upMs">Milliseconds since this boot.</param>
    public void EndJournaled(ChainLink head, ClockReading time, long upMs)
    {
        long sequence = head.Sequence + 1;
        CanonicalWriter json = _signed.Json.EndObject();
        NameKindAndNode(json);
        json.Name("prev").Bytes(head.Link, 0, ChainLink.LinkBytes).Name("seq").Integer(sequence);
        head.MoveTo(sequence, Finish(json, time, upMs));
    }

    /// <summary>Finishes a heartbeat, which vouches for the chain up to <paramref name="head"/>.</summary>
    /// <param name="number">The heartbeat's own number within this boot, from 1.</param>
    /// <param name="head">The journal's newest record.</param>
    /// <param name="nonce">The supervisor's newest challenge, or null where there is none yet.</param>
    /// <param name="time">The time of day as far as the node knows it.</param>
    /// <param name="upMs">Milliseconds since this boot.</param>
    public void EndHeartbeat(long number, ChainLink head, byte[] nonce, ClockReading time, long upMs)
    {
        CanonicalWriter json = _signed.Json.EndObject();
        json.Name("hb").Integer(number);
        json.Name("head").BeginObject().Name("seq").Integer(head.Sequence);
        json.Name("sig").Bytes(head.Link, 0, ChainLink.LinkBytes).EndObject();
        NameKindAndNode(json);
        if (nonce != null)
        {
            json.Name("nonce").Bytes(nonce, 0, Acknowledgement.ChallengeBytes);
        }

        Finish(json, time, upMs);
    }

    private void NameKindAndNode(CanonicalWriter json)
    {
        json.Name("kind").Text(RecordKinds.NameOf(_kind)).Name("node").Text(_node);
    }

    private byte[] Finish(CanonicalWriter json, ClockReading time, long upMs)
    {
        _signed.PlaceSignature();
        json.Name("t").Integer(time.UnixMs).Name("te").Integer(time.ErrorMs).Name("tq").Text(time.QualityName);
        json.Name("up").Integer(upMs).Name("v").Integer(MemberReader.SupportedVersion);
        return _signed.Complete();
    }
}
