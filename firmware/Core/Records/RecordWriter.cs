namespace Wugang.Firmware.Core.Records;

/// <summary>Builds the signed records of one node (wire format, "Record").</summary>
public sealed class RecordWriter
{
    // What all records have in common, as it stands between what differs.
    private static readonly byte[] Kind = Ascii.GetBytes(",\"kind\":");
    private static readonly byte[] Sequence = Ascii.GetBytes(",\"seq\":");
    private static readonly byte[] Time = Ascii.GetBytes(",\"t\":");
    private static readonly byte[] TimeError = Ascii.GetBytes(",\"te\":");

    // By quality.
    private static readonly byte[][] QualityAndUp = new byte[][]
    {
        QualityAndUpOf(ClockQuality.None), QualityAndUpOf(ClockQuality.Sync), QualityAndUpOf(ClockQuality.Hold),
    };
    private static readonly byte[] Version = Ascii.GetBytes(",\"v\":" + MemberReader.SupportedVersion.ToString());

    private readonly byte[] _opening;
    private readonly string _node;
    private readonly byte[] _nodeAndPrevious;
    private readonly SignedWriter _signed;
    private RecordKind _kind;

    /// <param name="node">The node that speaks.</param>
    /// <param name="boot">Boot count of the node, one or more.</param>
    /// <param name="signer">The node's key.</param>
    public RecordWriter(NodeId node, long boot, ISigner signer)
    {
        _opening = Ascii.GetBytes("\"boot\":" + boot.ToString() + ",\"data\":");
        _node = node.Value;
        _nodeAndPrevious = Ascii.GetBytes(",\"node\":\"" + _node + "\",\"prev\":");
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
        return _signed.Begin().Fixed(_opening).BeginObject();
    }

    /// <summary>Finishes a record of the journal behind <paramref name="head"/> and moves the head to it.</summary>
    /// <param name="head">The chain's newest record.</param>
    /// <param name="time">The time of day as far as the node knows it.</param>
    /// <param name="upMs">Milliseconds since this boot.</param>
    public void EndJournaled(ChainLink head, ClockReading time, long upMs)
    {
        long sequence = head.Sequence + 1;
        CanonicalWriter json = _signed.Json.EndObject().Fixed(Kind).Text(RecordKinds.NameOf(_kind));
        json.Fixed(_nodeAndPrevious).Bytes(head.Link, 0, ChainLink.LinkBytes).Fixed(Sequence).Integer(sequence);
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
        json.Fixed(Kind).Text(RecordKinds.NameOf(_kind)).Name("node").Text(_node);
        if (nonce != null)
        {
            json.Name("nonce").Bytes(nonce, 0, Acknowledgement.ChallengeBytes);
        }

        Finish(json, time, upMs);
    }

    private static byte[] QualityAndUpOf(ClockQuality quality)
    {
        return Ascii.GetBytes(",\"tq\":\"" + ClockReading.NameOf(quality) + "\",\"up\":");
    }

    private byte[] Finish(CanonicalWriter json, ClockReading time, long upMs)
    {
        _signed.PlaceSignature();
        json.Fixed(Time).Integer(time.UnixMs).Fixed(TimeError).Integer(time.ErrorMs);
        json.Fixed(QualityAndUp[(int)time.Quality]).Integer(upMs).Fixed(Version);
        return _signed.Complete();
    }
}
