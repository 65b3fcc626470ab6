using System;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Node.Drivers.Bthome;

/// <summary>
/// AES-CCM (RFC 3610) as BTHome uses it: a nonce of 13 bytes, a tag of 4, and nothing that is only authenticated. Built on
/// the board's AES of single blocks; opening allocates nothing.
/// </summary>
public sealed class AesCcm
{
    /// <summary>Length of a key, in bytes.</summary>
    public const int KeyBytes = 16;

    /// <summary>Length of a nonce, in bytes.</summary>
    public const int NonceBytes = 13;

    /// <summary>Length of a tag, in bytes.</summary>
    public const int TagBytes = 4;

    private const int BlockBytes = 16;

    // First byte of a block (RFC 3610, 2.2 and 2.3): a length takes two bytes, so L − 1 is 1; (M − 2) / 2 of the tag is 1.
    private const byte CounterFlags = 1;
    private const byte TagFlags = (((TagBytes - 2) / 2) << 3) | CounterFlags;

    private readonly IBlockCipher _cipher;
    private readonly byte[] _stream = new byte[BlockBytes];
    private readonly byte[] _tag = new byte[BlockBytes];

    public AesCcm(IBlockCipher cipher)
    {
        _cipher = cipher;
    }

    /// <summary>Decrypts in place, if the tag matches; otherwise nothing of the text remains.</summary>
    /// <param name="key">The key, 16 bytes.</param>
    /// <param name="nonce">The nonce, 13 bytes.</param>
    /// <param name="text">Where the encrypted text is.</param>
    /// <param name="offset">Its first byte.</param>
    /// <param name="count">Its length, in bytes.</param>
    /// <param name="tag">Where the tag is, in the same buffer.</param>
    /// <returns>Whether the text was made with this key and nonce.</returns>
    public bool Open(byte[] key, byte[] nonce, byte[] text, int offset, int count, int tag)
    {
        ApplyStream(key, nonce, text, offset, count);
        ComputeTag(key, nonce, text, offset, count);
        FillBlock(_stream, CounterFlags, nonce, 0);
        _cipher.Encrypt(key, _stream);
        int difference = 0;
        for (int i = 0; i < TagBytes; i++)
        {
            difference |= text[tag + i] ^ _tag[i] ^ _stream[i];
        }

        if (difference != 0)
        {
            Array.Clear(text, offset, count);
        }

        return difference == 0;
    }

    private void ApplyStream(byte[] key, byte[] nonce, byte[] text, int offset, int count)
    {
        for (int i = 0; i < count; i++)
        {
            int place = i % BlockBytes;
            if (place == 0)
            {
                FillBlock(_stream, CounterFlags, nonce, (i / BlockBytes) + 1);
                _cipher.Encrypt(key, _stream);
            }

            text[offset + i] ^= _stream[place];
        }
    }

    private void ComputeTag(byte[] key, byte[] nonce, byte[] text, int offset, int count)
    {
        FillBlock(_tag, TagFlags, nonce, count);
        _cipher.Encrypt(key, _tag);
        for (int i = 0; i < count; i++)
        {
            int place = i % BlockBytes;
            _tag[place] ^= text[offset + i];
            if (place == BlockBytes - 1 || i == count - 1)
            {
                _cipher.Encrypt(key, _tag);
            }
        }
    }

    private static void FillBlock(byte[] block, byte flags, byte[] nonce, int number)
    {
        block[0] = flags;
        Array.Copy(nonce, 0, block, 1, NonceBytes);
        block[BlockBytes - 2] = (byte)(number >> 8);
        block[BlockBytes - 1] = (byte)(number & 0xFF);
    }
}
