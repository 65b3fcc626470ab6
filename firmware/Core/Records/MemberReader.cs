namespace Wugang.Firmware.Core.Records;

/// <summary>
/// Reads an object whose members are known and whose order is fixed: each call asks for the next one by name.
/// After the first thing that does not fit, <see cref="Status"/> says what it was and every further call fails.
/// </summary>
public sealed class MemberReader
{
    /// <summary>The version of the wire format that is read and written.</summary>
    public const int SupportedVersion = 1;

    private readonly CanonicalReader _json = new CanonicalReader();
    private readonly int _maxBytes;
    private JsonToken _peeked;
    private int _start;
    private int _count;

    /// <param name="maxBytes">Longest object that is read at all.</param>
    public MemberReader(int maxBytes)
    {
        _maxBytes = maxBytes;
    }

    /// <summary>Ok as long as everything fitted.</summary>
    public ReadStatus Status { get; private set; }

    /// <summary>The reader beneath, at the value that was read last.</summary>
    public CanonicalReader Json
    {
        get { return _json; }
    }

    /// <summary>First byte of the value that was read last.</summary>
    public int ValueStart { get; private set; }

    /// <summary>Starts with an object that fills the range.</summary>
    public bool Restart(byte[] buffer, int offset, int count)
    {
        Status = ReadStatus.Ok;
        _peeked = 0;
        _start = offset;
        _count = count;
        if (count > _maxBytes)
        {
            return Fail(ReadStatus.TooLarge);
        }

        _json.Restart(buffer, offset, count);
        return Expect(_json.Read(), JsonToken.BeginObject);
    }

    /// <summary>Whether the next member has this name; nothing is consumed.</summary>
    public bool IsNext(string name)
    {
        if (Status != ReadStatus.Ok)
        {
            return false;
        }

        if (_peeked == 0)
        {
            _peeked = _json.Read();
        }

        return _peeked == JsonToken.Name && _json.IsText(name);
    }

    /// <summary>Reads the member of this name, whose value is this kind of token (objects and arrays whole).</summary>
    public bool Read(string name, JsonToken kind)
    {
        if (!ReadName(name))
        {
            return false;
        }

        ValueStart = _json.Position;
        return Expect(_json.ReadValue(), kind);
    }

    /// <summary>Reads an integer member that is at least <paramref name="minimum"/>.</summary>
    public bool ReadInteger(string name, long minimum, out long value)
    {
        value = 0;
        if (!Read(name, JsonToken.Integer))
        {
            return false;
        }

        value = _json.IntegerValue;
        return value >= minimum || Fail(ReadStatus.BadMember);
    }

    /// <summary>Reads a text member of base64url that fills <paramref name="target"/>.</summary>
    public bool ReadBytes(string name, byte[] buffer, byte[] target)
    {
        return Read(name, JsonToken.Text)
            && (Base64Url.TryDecode(buffer, _json.TokenStart, _json.TokenCount, target) || Fail(ReadStatus.BadMember));
    }

    /// <summary>Reads a member that is a text of at most <see cref="Limits.MaxTextCharacters"/>.</summary>
    /// <returns>The text, or null where it is none or too long.</returns>
    public string ReadText(string name)
    {
        bool isRead = Read(name, JsonToken.Text)
            && (Json.TokenCount <= Limits.MaxTextCharacters || Fail(ReadStatus.BadMember));
        return isRead ? Json.GetText() : null;
    }

    /// <summary>Reads a text member that must say this.</summary>
    public bool ReadText(string name, string text)
    {
        return Read(name, JsonToken.Text) && (_json.IsText(text) || Fail(ReadStatus.BadMember));
    }

    /// <summary>Reads a member that is true or false.</summary>
    public bool ReadBoolean(string name, out bool value)
    {
        value = false;
        if (!ReadName(name))
        {
            return false;
        }

        JsonToken token = _json.Read();
        value = token == JsonToken.True;
        return Expect(token, value ? JsonToken.True : JsonToken.False);
    }

    /// <summary>Reads the member <c>sig</c> of an object that fills the range.</summary>
    public bool ReadSignature(byte[] buffer, SignedRange signed)
    {
        return Read("sig", JsonToken.Text)
            && (signed.TrySet(buffer, _start, _count, _json.TokenStart, _json.TokenCount)
                || Fail(ReadStatus.BadMember));
    }

    /// <summary>Reads the member <c>v</c>, which must be the one version that this reader knows.</summary>
    public bool ReadVersion()
    {
        long version;
        return ReadInteger("v", 1, out version)
            && (version == SupportedVersion || Fail(ReadStatus.UnknownVersion));
    }

    /// <summary>Reads the member <c>node</c>.</summary>
    /// <returns>The node's name, or null if there is none.</returns>
    public NodeId ReadNode()
    {
        if (!Read("node", JsonToken.Text))
        {
            return null;
        }

        NodeId node = NodeId.TryParse(_json.GetText());
        if (node == null)
        {
            Fail(ReadStatus.BadMember);
        }

        return node;
    }

    /// <summary>Steps into the object that is the value of this member; its members come next.</summary>
    public bool Enter(string name)
    {
        return ReadName(name) && Expect(_json.Read(), JsonToken.BeginObject);
    }

    /// <summary>Steps into the next member, whatever its name, which must be an object; its members come next.</summary>
    /// <returns>The member's name, or null where this object has no further member or something did not fit.</returns>
    public string EnterNext()
    {
        if (Status != ReadStatus.Ok)
        {
            return null;
        }

        if (_peeked == 0)
        {
            _peeked = _json.Read();
        }

        if (_peeked == JsonToken.EndObject)
        {
            return null;
        }

        JsonToken token = _peeked;
        _peeked = 0;
        string name = token == JsonToken.Name ? _json.GetText() : null;
        return Expect(token, JsonToken.Name) && Expect(_json.Read(), JsonToken.BeginObject) ? name : null;
    }

    /// <summary>Steps out of an object that must have no further member.</summary>
    public bool Leave()
    {
        if (Status != ReadStatus.Ok)
        {
            return false;
        }

        JsonToken token = _peeked == 0 ? _json.Read() : _peeked;
        _peeked = 0;
        return Expect(token, JsonToken.EndObject);
    }

    /// <summary>Whether everything was read and fitted.</summary>
    public bool Finish()
    {
        return Leave() && Expect(_json.Read(), JsonToken.End);
    }

    /// <summary>Notes what does not fit, unless something did not fit before.</summary>
    /// <returns>Always false.</returns>
    public bool Fail(ReadStatus status)
    {
        if (Status == ReadStatus.Ok)
        {
            Status = status;
        }

        return false;
    }

    private bool ReadName(string name)
    {
        if (Status != ReadStatus.Ok)
        {
            return false;
        }

        JsonToken token = _peeked == 0 ? _json.Read() : _peeked;
        _peeked = 0;
        return Expect(token, JsonToken.Name) && (_json.IsText(name) || Fail(ReadStatus.BadMember));
    }

    private bool Expect(JsonToken token, JsonToken wanted)
    {
        if (Status != ReadStatus.Ok)
        {
            return false;
        }

        if (token == wanted)
        {
            return true;
        }

        return Fail(
            token == JsonToken.NotJson ? ReadStatus.NotJson
            : token == JsonToken.NotCanonical ? ReadStatus.NotCanonical
            : ReadStatus.BadMember);
    }
}
