using System;

namespace Wugang.Firmware.Core.Records;

/// <summary>A key that a node and the supervisor share: 32 secret bytes with an id, used for HS256.</summary>
public sealed class NodeKey : ISigner
{
    /// <summary>Length of the secret and of a signature, in bytes.</summary>
    public const int SecretBytes = 32;

    private readonly byte[] _secret;
    private readonly IMac _mac;

    /// <exception cref="ArgumentException">The secret is not 32 bytes long, or the id is no name.</exception>
    public NodeKey(string keyId, byte[] secret, IMac mac)
    {
        if (secret == null || secret.Length != SecretBytes)
        {
            throw new ArgumentException("The key '" + keyId + "' must be 32 bytes long.");
        }

        KeyId = keyId;
        ProtectedHeader = Records.ProtectedHeader.Encode("HS256", keyId);
        _secret = secret;
        _mac = mac;
    }

    public string KeyId { get; }

    public byte[] ProtectedHeader { get; }

    public int SignatureBytes
    {
        get { return SecretBytes; }
    }

    public byte[] Sign(byte[] buffer, int offset, int count)
    {
        return _mac.ComputeHmacSha256(_secret, buffer, offset, count);
    }

    /// <summary>Whether a signature names this very algorithm and key: the header is compared byte by byte.</summary>
    public bool IsNamedBy(byte[] buffer, int offset, int count)
    {
        if (count != ProtectedHeader.Length)
        {
            return false;
        }

        for (int i = 0; i < count; i++)
        {
            if (buffer[offset + i] != ProtectedHeader[i])
            {
                return false;
            }
        }

        return true;
    }
}
