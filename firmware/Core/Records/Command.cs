namespace Wugang.Firmware.Core.Records;

/// <summary>
/// What the supervisor asks of a node in the name of a person, signed with the key it shares with the node. What the
/// members may hold beyond their form is for the node to judge, which answers each with a record.
/// </summary>
public sealed class Command
{
    private const string KindName = "cmd";

    private readonly MemberReader _members = new MemberReader(Limits.MaxRecordBytes);
    private readonly SignedRange _signed = new SignedRange();
    private long _durationS;
    private long _expiresUnixMs;
    private long _id;

    /// <summary>The person who asks; printable ASCII of at most <see cref="Limits.MaxTextCharacters"/>.</summary>
    public string By { get; set; } = "";

    /// <summary>Name of the act: a–z, 0–9 and '_', at most <see cref="Limits.MaxNameCharacters"/>; perhaps none that the node knows.</summary>
    public string Act { get; set; } = "";

    /// <summary>Length of a test or bypass, in seconds; 0 for every other act.</summary>
    public long DurationS
    {
        get { return _durationS; }
        set { _durationS = value; }
    }

    /// <summary>Until when the node may obey, milliseconds since 1970 UTC.</summary>
    public long ExpiresUnixMs
    {
        get { return _expiresUnixMs; }
        set { _expiresUnixMs = value; }
    }

    /// <summary>Number above that of every command before it, from 1.</summary>
    public long Id
    {
        get { return _id; }
        set { _id = value; }
    }

    /// <summary>Why, in the person's words; printable ASCII of at most <see cref="Limits.MaxTextCharacters"/>; may be empty.</summary>
    public string Reason { get; set; } = "";

    /// <summary>Name of the zone, or of the sensor to be paired, that it is about; empty where it is about none.</summary>
    public string Zone { get; set; } = "";

    /// <summary>The signature, to be checked with a key.</summary>
    public SignedRange Signed
    {
        get { return _signed; }
    }

    /// <summary>Builds the message for a node.</summary>
    public byte[] Write(ISigner signer, NodeId node)
    {
        SignedWriter signed = new SignedWriter(signer, Limits.MaxRecordBytes);
        CanonicalWriter json = signed.Begin();
        json.Name("by").Text(By).Name("command").Text(Act).Name("duration_s").Integer(DurationS);
        json.Name("expires").Integer(ExpiresUnixMs).Name("id").Integer(Id).Name("kind").Text(KindName);
        json.Name("node").Text(node.Value).Name("reason").Text(Reason);
        signed.PlaceSignature();
        json.Name("v").Integer(MemberReader.SupportedVersion).Name("zone").Text(Zone);
        signed.Complete();
        return signed.ToArray();
    }

    /// <summary>Reads a command for this node, which fills the buffer. Its signature still has to be checked.</summary>
    public ReadStatus Read(byte[] buffer, NodeId node)
    {
        bool isRead = _members.Restart(buffer, 0, buffer.Length)
            && (By = _members.ReadText("by")) != null
            && (Act = ReadName("command", 1)) != null
            && _members.ReadInteger("duration_s", 0, out _durationS)
            && _members.ReadInteger("expires", 0, out _expiresUnixMs)
            && _members.ReadInteger("id", 1, out _id)
            && _members.ReadText("kind", KindName)
            && _members.ReadText("node", node.Value)
            && (Reason = _members.ReadText("reason")) != null
            && _members.ReadSignature(buffer, _signed)
            && _members.ReadVersion()
            && (Zone = ReadName("zone", 0)) != null
            && _members.Finish();
        return isRead ? ReadStatus.Ok : _members.Status;
    }

    private string ReadName(string name, int minCharacters)
    {
        string text = _members.ReadText(name);
        bool isFitting = text != null
            && (text.Length == 0 ? minCharacters == 0 : Ascii.IsName(text, Limits.MaxNameCharacters));
        return isFitting || (text != null && _members.Fail(ReadStatus.BadMember)) ? text : null;
    }
}
