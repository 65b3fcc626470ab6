using System.Security.Cryptography;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Sim.World.Board;

/// <summary>A board's AES-128, computed for real.</summary>
public sealed class WorldCipher : IBlockCipher
{
    private readonly Aes _aes = Aes.Create();
    private byte[] _key = [];

    public void Encrypt(byte[] key, byte[] block)
    {
        // A key is set up once as long as it stays the same: most blocks in a row are of one advertisement.
        if (!ReferenceEquals(key, _key))
        {
            _aes.Key = key;
            _key = key;
        }

        _aes.EncryptEcb(block, block, PaddingMode.None);
    }
}
