using System;

namespace Wugang.Firmware.Core;

/// <summary>SHA-256 (FIPS 180-4), piece by piece: the board offers it only within HMAC.</summary>
public sealed class Sha256
{
    /// <summary>Length of a hash, in bytes.</summary>
    public const int HashBytes = 32;

    private const int BlockBytes = 64;
    private const int LengthBytes = 8;
    private const int Rounds = 64;

    // FIPS 180-4, 4.2.2 and 5.3.3.
    private static readonly uint[] RoundConstants = new uint[]
    {
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    };

    private static readonly uint[] InitialState = new uint[]
    {
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
    };

    private readonly uint[] _state = new uint[8];
    private readonly uint[] _working = new uint[8];
    private readonly uint[] _schedule = new uint[Rounds];
    private readonly byte[] _block = new byte[BlockBytes];
    private int _blockCount;
    private long _totalBytes;

    public Sha256()
    {
        Array.Copy(InitialState, 0, _state, 0, _state.Length);
    }

    /// <summary>The hash of one array.</summary>
    public static byte[] HashOf(byte[] data)
    {
        Sha256 hash = new Sha256();
        hash.Append(data, 0, data.Length);
        return hash.Complete();
    }

    /// <summary>Takes in a piece.</summary>
    public void Append(byte[] data, int offset, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Append(data[offset + i]);
        }

        _totalBytes += count;
    }

    /// <summary>The hash of all pieces. Nothing may be appended afterwards.</summary>
    public byte[] Complete()
    {
        long totalBits = _totalBytes * 8;
        Append(0x80);
        while (_blockCount != BlockBytes - LengthBytes)
        {
            Append(0);
        }

        for (int shift = 56; shift >= 0; shift -= 8)
        {
            Append((byte)((totalBits >> shift) & 0xFF));
        }

        byte[] hash = new byte[HashBytes];
        for (int i = 0; i < HashBytes; i++)
        {
            hash[i] = (byte)((_state[i / 4] >> (24 - (8 * (i % 4)))) & 0xFF);
        }

        return hash;
    }

    private void Append(byte value)
    {
        _block[_blockCount++] = value;
        if (_blockCount == BlockBytes)
        {
            _blockCount = 0;
            Compress();
        }
    }

    private void Compress()
    {
        uint[] w = _schedule;
        for (int t = 0; t < 16; t++)
        {
            int at = 4 * t;
            w[t] = ((uint)_block[at] << 24) | ((uint)_block[at + 1] << 16) | ((uint)_block[at + 2] << 8) | _block[at + 3];
        }

        for (int t = 16; t < Rounds; t++)
        {
            uint early = Rotate(w[t - 15], 7) ^ Rotate(w[t - 15], 18) ^ (w[t - 15] >> 3);
            uint late = Rotate(w[t - 2], 17) ^ Rotate(w[t - 2], 19) ^ (w[t - 2] >> 10);
            w[t] = unchecked(w[t - 16] + early + w[t - 7] + late);
        }

        uint[] s = _working;
        Array.Copy(_state, 0, s, 0, s.Length);
        for (int t = 0; t < Rounds; t++)
        {
            uint sum1 = Rotate(s[4], 6) ^ Rotate(s[4], 11) ^ Rotate(s[4], 25);
            uint choice = (s[4] & s[5]) ^ (~s[4] & s[6]);
            uint first = unchecked(s[7] + sum1 + choice + RoundConstants[t] + w[t]);
            uint sum0 = Rotate(s[0], 2) ^ Rotate(s[0], 13) ^ Rotate(s[0], 22);
            uint majority = (s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]);
            Array.Copy(s, 0, s, 1, s.Length - 1);
            s[4] = unchecked(s[4] + first);
            s[0] = unchecked(first + sum0 + majority);
        }

        for (int i = 0; i < _state.Length; i++)
        {
            _state[i] = unchecked(_state[i] + s[i]);
        }
    }

    private static uint Rotate(uint value, int bits)
    {
        return (value >> bits) | (value << (32 - bits));
    }
}
