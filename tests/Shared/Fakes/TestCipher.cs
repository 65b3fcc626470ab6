using Wugang.Firmware.Node.Ports;

namespace Wugang.Tests.Shared.Fakes;

/// <summary>AES-128 written out from FIPS 197, since the desktop and the chip have no call in common.</summary>
internal sealed class TestCipher : IBlockCipher
{
    private const int BlockBytes = 16;
    private const int Rounds = 10;

    private static readonly byte[] Substitutes = MakeSubstitutes();

    /// <summary>Blocks that were encrypted so far.</summary>
    public int BlockCount { get; private set; }

    public void Encrypt(byte[] key, byte[] block)
    {
        BlockCount++;
        byte[] roundKey = Bytes.Slice(key, 0, BlockBytes);
        AddKey(block, roundKey);
        byte constant = 1;
        for (int round = 1; round <= Rounds; round++)
        {
            SubstituteAndShift(block);
            if (round < Rounds)
            {
                MixColumns(block);
            }

            NextKey(roundKey, constant);
            constant = Double(constant);
            AddKey(block, roundKey);
        }
    }

    private static void AddKey(byte[] block, byte[] key)
    {
        for (int i = 0; i < BlockBytes; i++)
        {
            block[i] ^= key[i];
        }
    }

    private static void SubstituteAndShift(byte[] block)
    {
        byte[] before = Bytes.Slice(block, 0, BlockBytes);
        for (int i = 0; i < BlockBytes; i++)
        {
            block[i] = Substitutes[before[(i + (4 * (i % 4))) % BlockBytes]];
        }
    }

    private static void MixColumns(byte[] block)
    {
        for (int column = 0; column < BlockBytes; column += 4)
        {
            byte[] before = Bytes.Slice(block, column, 4);
            for (int i = 0; i < 4; i++)
            {
                byte next = before[(i + 1) % 4];
                block[column + i] = (byte)(Double(before[i]) ^ Double(next) ^ next ^ before[(i + 2) % 4] ^ before[(i + 3) % 4]);
            }
        }
    }

    private static void NextKey(byte[] key, byte constant)
    {
        for (int i = 0; i < BlockBytes; i++)
        {
            key[i] ^= i < 4 ? Substitutes[key[12 + ((i + 1) % 4)]] : key[i - 4];
            key[i] ^= i == 0 ? constant : (byte)0;
        }
    }

    private static byte Double(byte value)
    {
        int doubled = value << 1;
        return (byte)((doubled & 0xFF) ^ (doubled > 0xFF ? 0x1B : 0));
    }

    /// <summary>Multiplies by 3 and divides by 3 in turn, which goes through all values but 0 with their inverses.</summary>
    private static byte[] MakeSubstitutes()
    {
        byte[] substitutes = new byte[256];
        byte value = 1;
        byte inverse = 1;
        do
        {
            value = (byte)(value ^ Double(value));
            inverse ^= (byte)((inverse << 1) & 0xFF);
            inverse ^= (byte)((inverse << 2) & 0xFF);
            inverse ^= (byte)((inverse << 4) & 0xFF);
            inverse ^= (byte)((inverse & 0x80) != 0 ? 0x09 : 0);
            int rotated = inverse ^ Rotate(inverse, 1) ^ Rotate(inverse, 2) ^ Rotate(inverse, 3) ^ Rotate(inverse, 4);
            substitutes[value] = (byte)(rotated ^ 0x63);
        }
        while (value != 1);

        substitutes[0] = 0x63;
        return substitutes;
    }

    private static int Rotate(byte value, int bits)
    {
        return ((value << bits) | (value >> (8 - bits))) & 0xFF;
    }
}
