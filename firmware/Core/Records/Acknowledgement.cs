namespace Wugang.Firmware.Core.Records;

/// <summary>
/// The supervisor's word that all records up to a number are stored: with its time and a fresh challenge, signed
/// with the key it shares with the node.
/// </summary>
public sealed class Acknowledgement
{
    /// <summary>Length of the challenge, in bytes.</summary>
    public const int ChallengeBytes = 16;

    private const string KindName = "ack";

    private readonly MemberReader _members = new MemberReader(Limits.MaxRecordBytes);
    private readonly SignedRange _signed = new SignedRange();
    private readonly byte[] _challenge = new byte[ChallengeBytes];
    private long _sequence;
    private long _unixMs;

    /// <summary>Highest number such that it and all before it are stored; 0 if none is.</summary>
    public long Sequence
    {
        get { return _sequence; }
    }

    /// <summary>The supervisor's time, milliseconds since 1970 UTC.</summary>
    public long UnixMs
    {
        get { return _unixMs; }
    }

    /// <summary>Sixteen random bytes, new in each acknowledgement.</summary>
    public byte[] Challenge
    {
        get { return _challenge; }
    }

    /// <summary>The signature, to be checked with a key.</summary>
    public SignedRange Signed
    {
        get { return _signed; }
    }

    /// <summary>Builds an acknowledgement for a node.</summary>
    public static byte[] Write(ISigner signer, NodeId node, long sequence, long unixMs, byte[] challenge)
    {
        SignedWriter signed = new SignedWriter(signer, Limits.MaxRecordBytes);
        CanonicalWriter json = signed.Begin();
        json.Name("challenge").Bytes(challenge, 0, ChallengeBytes);
        json.Name("kind").Text(KindName).Name("node").Text(node.Value).Name("seq").Integer(sequence);
        signed.PlaceSignature();
        json.Name("t").Integer(unixMs).Name("v").Integer(MemberReader.SupportedVersion);
        signed.Complete();
        return signed.ToArray();
    }

    /// <summary>Reads an acknowledgement for this node. Its signature still has to be checked.</summary>
    public ReadStatus Read(byte[] buffer, NodeId node)
    {
        bool isRead = _members.Restart(buffer, 0, buffer.Length)
            && _members.ReadBytes("challenge", buffer, _challenge)
            && _members.ReadText("kind", KindName)
            && _members.ReadText("node", node.Value)
            && _members.ReadInteger("seq", 0, out _sequence)
            && _members.ReadSignature(buffer, _signed)
            && _members.ReadInteger("t", 1, out _unixMs)
            && _members.ReadVersion()
            && _members.Finish();
        return isRead ? ReadStatus.Ok : _members.Status;
    }
}
