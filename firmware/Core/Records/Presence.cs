namespace Wugang.Firmware.Core.Records;

/// <summary>
/// A node's birth and will: whether it is connected. The will is signed before the node connects, so that nobody
/// can forge it, and carries boot and connection number, so that a late one cannot override a newer birth.
/// </summary>
public sealed class Presence
{
    private const string KindName = "online";

    private readonly MemberReader _members = new MemberReader(Limits.MaxRecordBytes);
    private readonly SignedRange _signed = new SignedRange();
    private long _boot;
    private long _connection;

    /// <summary>Boot count of the node.</summary>
    public long Boot
    {
        get { return _boot; }
    }

    /// <summary>Number of the connection within the boot, from 1.</summary>
    public long Connection
    {
        get { return _connection; }
    }

    /// <summary>True for a birth, false for a will.</summary>
    public bool IsOnline { get; private set; }

    public NodeId Node { get; private set; }

    /// <summary>The signature, to be checked with a key.</summary>
    public SignedRange Signed
    {
        get { return _signed; }
    }

    /// <summary>Builds a birth (<paramref name="isOnline"/> true) or a will.</summary>
    public static byte[] Write(ISigner signer, NodeId node, long boot, long connection, bool isOnline)
    {
        SignedWriter signed = new SignedWriter(signer, Limits.MaxRecordBytes);
        CanonicalWriter json = signed.Begin();
        json.Name("boot").Integer(boot).Name("conn").Integer(connection).Name("kind").Text(KindName);
        json.Name("node").Text(node.Value).Name("online").Boolean(isOnline);
        signed.PlaceSignature();
        json.Name("v").Integer(MemberReader.SupportedVersion);
        signed.Complete();
        return signed.ToArray();
    }

    /// <summary>Reads a birth or will, which fills the buffer. Its signature still has to be checked.</summary>
    public ReadStatus Read(byte[] buffer)
    {
        bool isRead = _members.Restart(buffer, 0, buffer.Length)
            && _members.ReadInteger("boot", 1, out _boot)
            && _members.ReadInteger("conn", 1, out _connection)
            && _members.ReadText("kind", KindName)
            && ReadNode()
            && ReadOnline()
            && _members.ReadSignature(buffer, _signed)
            && _members.ReadVersion()
            && _members.Finish();
        return isRead ? ReadStatus.Ok : _members.Status;
    }

    private bool ReadNode()
    {
        Node = _members.ReadNode();
        return Node != null;
    }

    private bool ReadOnline()
    {
        bool isOnline;
        bool isRead = _members.ReadBoolean("online", out isOnline);
        IsOnline = isOnline;
        return isRead;
    }
}
