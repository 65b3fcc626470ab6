namespace Wugang.Firmware.Core.Records;

/// <summary>
/// Takes a record apart, strictly: known members, in order, in range. One reader serves many records; what it
/// shows is valid until the next <see cref="Read"/>.
/// </summary>
public sealed class RecordReader
{
    private readonly MemberReader _members = new MemberReader(Limits.MaxRecordBytes);
    private readonly SignedRange _signed = new SignedRange();
    private readonly byte[] _previousLink = new byte[ChainLink.LinkBytes];
    private readonly byte[] _headLink = new byte[ChainLink.LinkBytes];
    private readonly byte[] _nonce = new byte[Acknowledgement.ChallengeBytes];
    private long _boot;
    private long _sequence;
    private long _heartbeat;
    private long _unixMs;
    private long _errorMs;
    private long _upMs;

    public RecordKind Kind { get; private set; }

    /// <summary>The node that the record says it comes from.</summary>
    public NodeId Node { get; private set; }

    /// <summary>Boot count of the node, one or more.</summary>
    public long Boot
    {
        get { return _boot; }
    }

    /// <summary>Number in the journal; for a heartbeat the number of the journal's newest record.</summary>
    public long Sequence
    {
        get { return _sequence; }
    }

    /// <summary>A heartbeat's own number within its boot; 0 for a journal record.</summary>
    public long Heartbeat
    {
        get { return _heartbeat; }
    }

    /// <summary>Link to the record before (journal records).</summary>
    public byte[] PreviousLink
    {
        get { return _previousLink; }
    }

    /// <summary>Link of the journal's newest record (heartbeats).</summary>
    public byte[] HeadLink
    {
        get { return _headLink; }
    }

    /// <summary>Whether a heartbeat echoes a challenge of the supervisor.</summary>
    public bool HasNonce { get; private set; }

    /// <summary>The challenge that it echoes.</summary>
    public byte[] Nonce
    {
        get { return _nonce; }
    }

    /// <summary>The time of day as far as the node knew it.</summary>
    public ClockReading Time { get; private set; }

    /// <summary>Milliseconds since the node's boot.</summary>
    public long UpMs
    {
        get { return _upMs; }
    }

    /// <summary>First byte of the <c>data</c> object in the buffer.</summary>
    public int DataStart { get; private set; }

    /// <summary>Length of the <c>data</c> object, in bytes.</summary>
    public int DataCount { get; private set; }

    /// <summary>The signature, to be checked with a key.</summary>
    public SignedRange Signed
    {
        get { return _signed; }
    }

    /// <summary>Reads one record, which fills the range. Its signature still has to be checked.</summary>
    public ReadStatus Read(byte[] buffer, int offset, int count)
    {
        _heartbeat = 0;
        bool isRead = _members.Restart(buffer, offset, count)
            && _members.ReadInteger("boot", 1, out _boot)
            && ReadData()
            && (_members.IsNext("hb") ? ReadHeartbeatHead(buffer) : ReadKindAndNode() && ReadChainPlace(buffer))
            && _members.ReadSignature(buffer, _signed)
            && ReadTime()
            && _members.ReadVersion()
            && _members.Finish();
        return isRead ? ReadStatus.Ok : _members.Status;
    }

    private bool ReadData()
    {
        if (!_members.Read("data", JsonToken.BeginObject))
        {
            return false;
        }

        DataStart = _members.ValueStart;
        DataCount = _members.Json.Position - DataStart;
        return true;
    }

    private bool ReadHeartbeatHead(byte[] buffer)
    {
        return _members.ReadInteger("hb", 1, out _heartbeat)
            && _members.Enter("head")
            && _members.ReadInteger("seq", 0, out _sequence)
            && _members.ReadBytes("sig", buffer, _headLink)
            && _members.Leave()
            && ReadKindAndNode()
            && (Kind == RecordKind.Heartbeat || _members.Fail(ReadStatus.BadMember))
            && ReadNonce(buffer);
    }

    private bool ReadNonce(byte[] buffer)
    {
        HasNonce = _members.IsNext("nonce");
        return !HasNonce || _members.ReadBytes("nonce", buffer, _nonce);
    }

    private bool ReadChainPlace(byte[] buffer)
    {
        return (Kind != RecordKind.Heartbeat || _members.Fail(ReadStatus.BadMember))
            && _members.ReadBytes("prev", buffer, _previousLink)
            && _members.ReadInteger("seq", 1, out _sequence);
    }

    private bool ReadKindAndNode()
    {
        if (!_members.Read("kind", JsonToken.Text))
        {
            return false;
        }

        Kind = RecordKinds.Find(_members.Json);
        if (Kind == 0)
        {
            return _members.Fail(ReadStatus.BadMember);
        }

        Node = _members.ReadNode();
        return Node != null;
    }

    private bool ReadTime()
    {
        if (!_members.ReadInteger("t", 0, out _unixMs)
            || !_members.ReadInteger("te", 0, out _errorMs)
            || !_members.Read("tq", JsonToken.Text))
        {
            return false;
        }

        bool isSync = _members.Json.IsText("sync");
        bool isKnown = isSync || _members.Json.IsText("hold");
        bool fits = isKnown
            ? _unixMs > 0 && _errorMs <= Limits.MaxClockErrorMs
            : _unixMs == 0 && _errorMs == 0 && _members.Json.IsText("none");
        if (!fits)
        {
            return _members.Fail(ReadStatus.BadMember);
        }

        Time = isKnown
            ? ClockReading.At(_unixMs, _errorMs, isSync ? ClockQuality.Sync : ClockQuality.Hold)
            : default;
        return _members.ReadInteger("up", 0, out _upMs);
    }
}
