using System;

namespace Wugang.Firmware.Core.Records;

/// <summary>
/// A part of a configuration on its way from the supervisor to a node, signed with the key that they share. All parts of one
/// update have the same number; each but the last holds <see cref="Limits.MaxConfigurationPartBytes"/>.
/// </summary>
public sealed class ConfigurationPart
{
    private const string KindName = "config";

    private readonly MemberReader _members = new MemberReader(Limits.MaxRecordBytes);
    private readonly SignedRange _signed = new SignedRange();
    private long _expiresUnixMs;
    private long _id;
    private long _part;
    private long _partCount;

    /// <summary>The person who asks; printable ASCII of at most <see cref="Limits.MaxTextCharacters"/>.</summary>
    public string By { get; set; } = "";

    /// <summary>The bytes of this part.</summary>
    public byte[] Content { get; set; }

    /// <summary>Until when the node may take the update, milliseconds since 1970 UTC.</summary>
    public long ExpiresUnixMs
    {
        get { return _expiresUnixMs; }
        set { _expiresUnixMs = value; }
    }

    /// <summary>Number of the update, above that of every one before it, from 1.</summary>
    public long Id
    {
        get { return _id; }
        set { _id = value; }
    }

    /// <summary>Number of the part, from 0.</summary>
    public long Part
    {
        get { return _part; }
        set { _part = value; }
    }

    /// <summary>How many parts the update has, 1 to <see cref="Limits.MaxConfigurationParts"/>.</summary>
    public long PartCount
    {
        get { return _partCount; }
        set { _partCount = value; }
    }

    /// <summary>The signature, to be checked with a key.</summary>
    public SignedRange Signed
    {
        get { return _signed; }
    }

    /// <summary>The messages that bring a configuration to a node, in the order in which they are to be sent.</summary>
    /// <param name="signer">The key that the node knows.</param>
    /// <param name="node">Whom it is for.</param>
    /// <param name="configuration">Canonical text of at most <see cref="Limits.MaxSettingsBytes"/>.</param>
    /// <param name="id">Number of the update.</param>
    /// <param name="expiresUnixMs">Until when the node may take it.</param>
    /// <param name="by">The person who asks.</param>
    public static byte[][] Split(
        ISigner signer, NodeId node, byte[] configuration, long id, long expiresUnixMs, string by)
    {
        const int partBytes = Limits.MaxConfigurationPartBytes;
        byte[][] messages = new byte[(configuration.Length + partBytes - 1) / partBytes][];
        for (int i = 0; i < messages.Length; i++)
        {
            int rest = configuration.Length - (i * partBytes);
            byte[] content = new byte[rest < partBytes ? rest : partBytes];
            Array.Copy(configuration, i * partBytes, content, 0, content.Length);
            ConfigurationPart part = new ConfigurationPart { By = by, Content = content, ExpiresUnixMs = expiresUnixMs, Id = id };
            part.Part = i;
            part.PartCount = messages.Length;
            messages[i] = part.Write(signer, node);
        }

        return messages;
    }

    /// <summary>Builds the message for a node.</summary>
    public byte[] Write(ISigner signer, NodeId node)
    {
        SignedWriter signed = new SignedWriter(signer, Limits.MaxRecordBytes);
        CanonicalWriter json = signed.Begin();
        json.Name("by").Text(By).Name("config").Bytes(Content, 0, Content.Length).Name("expires").Integer(ExpiresUnixMs);
        json.Name("id").Integer(Id).Name("kind").Text(KindName).Name("node").Text(node.Value);
        json.Name("part").Integer(Part).Name("parts").Integer(PartCount);
        signed.PlaceSignature();
        json.Name("v").Integer(MemberReader.SupportedVersion);
        signed.Complete();
        return signed.ToArray();
    }

    /// <summary>Reads a part for this node, which fills the buffer. Its signature still has to be checked.</summary>
    public ReadStatus Read(byte[] buffer, NodeId node)
    {
        bool isRead = _members.Restart(buffer, 0, buffer.Length)
            && (By = _members.ReadText("by")) != null
            && ReadContent(buffer)
            && _members.ReadInteger("expires", 0, out _expiresUnixMs)
            && _members.ReadInteger("id", 1, out _id)
            && _members.ReadText("kind", KindName)
            && _members.ReadText("node", node.Value)
            && _members.ReadInteger("part", 0, out _part)
            && _members.ReadInteger("parts", 1, out _partCount)
            && (IsPlaced() || _members.Fail(ReadStatus.BadMember))
            && _members.ReadSignature(buffer, _signed)
            && _members.ReadVersion()
            && _members.Finish();
        return isRead ? ReadStatus.Ok : _members.Status;
    }

    private bool ReadContent(byte[] buffer)
    {
        if (!_members.Read("config", JsonToken.Text))
        {
            return false;
        }

        int characters = _members.Json.TokenCount;
        int bytes = characters * 3 / 4;
        Content = new byte[bytes <= Limits.MaxConfigurationPartBytes ? bytes : 0];
        return Base64Url.TryDecode(buffer, _members.Json.TokenStart, characters, Content) || _members.Fail(ReadStatus.BadMember);
    }

    /// <summary>Whether number and length of the part are those of its place.</summary>
    private bool IsPlaced()
    {
        bool isLast = _part == _partCount - 1;
        return _partCount <= Limits.MaxConfigurationParts
            && _part < _partCount
            && (isLast ? Content.Length > 0 : Content.Length == Limits.MaxConfigurationPartBytes);
    }
}
