extern alias Net;
using NetAes = Net::System.Security.Cryptography.Aes;
using NetPadding = Net::System.Security.Cryptography.PaddingMode;

namespace System.Security.Cryptography;

/// <summary>AES as the chip has it: whole blocks in, whole blocks out, nothing padded.</summary>
public class Aes
{
    private readonly NetAes _aes = NetAes.Create();

    /// <exception cref="NotSupportedException">The virtual chip has no other mode than ECB.</exception>
    public Aes(CipherMode mode)
    {
        Mode = mode == CipherMode.ECB ? mode : throw new NotSupportedException($"The virtual chip has no {mode}.");
    }

    public byte[] Key
    {
        get => _aes.Key;
        set => _aes.Key = value;
    }

    public CipherMode Mode { get; set; }

    /// <summary>Encrypts whole blocks.</summary>
    public byte[] Encrypt(byte[] data)
    {
        return _aes.EncryptEcb(data, NetPadding.None);
    }
}
