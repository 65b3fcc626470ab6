using System;
using System.Security.Cryptography;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Esp32;

/// <summary>The chip's own AES, which takes whole arrays and gives new ones.</summary>
internal sealed class AesCipher : IBlockCipher
{
    private readonly Aes _aes = new Aes(CipherMode.ECB);

    public void Encrypt(byte[] key, byte[] block)
    {
        _aes.Key = key;
        Array.Copy(_aes.Encrypt(block), 0, block, 0, block.Length);
    }
}
