namespace Wugang.Firmware.Node.Ports;

/// <summary>AES-128 of one block (FIPS 197), native on the board.</summary>
public interface IBlockCipher
{
    /// <summary>Encrypts a block in place.</summary>
    /// <param name="key">16 bytes.</param>
    /// <param name="block">16 bytes.</param>
    void Encrypt(byte[] key, byte[] block);
}
