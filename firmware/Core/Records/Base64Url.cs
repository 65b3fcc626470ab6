namespace Wugang.Firmware.Core.Records;

/// <summary>Base64url without padding (RFC 4648, section 5; RFC 7515, appendix C), in place and without garbage.</summary>
public static class Base64Url
{
    private const string Characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    // Four times the same: the lower six bits of any byte find their character, without being cut out.
    private static readonly byte[] Alphabet = Ascii.GetBytes(Characters + Characters + Characters + Characters);

    /// <summary>How many characters <paramref name="byteCount"/> bytes become.</summary>
    public static int EncodedLength(int byteCount)
    {
        return ((byteCount * 4) + 2) / 3;
    }

    /// <summary>Writes the text of <paramref name="count"/> bytes into <paramref name="target"/>.</summary>
    /// <returns>The number of characters written.</returns>
    public static int Encode(byte[] source, int offset, int count, byte[] target, int targetOffset)
    {
        byte[] alphabet = Alphabet;
        int written = targetOffset;
        int end = offset + count;
        for (int last = end - 2; offset < last; offset += 3)
        {
            int first = source[offset];
            int second = source[offset + 1];
            int third = source[offset + 2];
            target[written] = alphabet[first >> 2];
            target[written + 1] = alphabet[unchecked((byte)((first << 4) | (second >> 4)))];
            target[written + 2] = alphabet[unchecked((byte)((second << 2) | (third >> 6)))];
            target[written + 3] = alphabet[third];
            written += 4;
        }

        if (offset < end)
        {
            bool isPair = end - offset == 2;
            int group = (source[offset] << 16) | (isPair ? source[offset + 1] << 8 : 0);
            target[written++] = alphabet[group >> 18];
            target[written++] = alphabet[(group >> 12) & 63];
            if (isPair)
            {
                target[written++] = alphabet[(group >> 6) & 63];
            }
        }

        return written - targetOffset;
    }

    /// <summary>Reads <paramref name="count"/> characters into exactly <paramref name="target"/>.Length bytes.</summary>
    /// <returns>False if the length does not fit, a character is foreign, or unused bits are set (two spellings of one value).</returns>
    public static bool TryDecode(byte[] source, int offset, int count, byte[] target)
    {
        if (count != EncodedLength(target.Length))
        {
            return false;
        }

        int bits = 0;
        int bitCount = 0;
        int written = 0;
        for (int i = 0; i < count; i++)
        {
            int value = ValueOf(source[offset + i]);
            if (value < 0)
            {
                return false;
            }

            bits = ((bits << 6) | value) & 0xFFFF;
            bitCount += 6;
            if (bitCount >= 8)
            {
                bitCount -= 8;
                target[written++] = (byte)((bits >> bitCount) & 0xFF);
            }
        }

        return (bits & ((1 << bitCount) - 1)) == 0;
    }

    /// <summary>The bytes of a base64url text, or null if it is not one.</summary>
    public static byte[] Decode(string text)
    {
        byte[] characters = Ascii.GetBytes(text);
        byte[] bytes = new byte[characters.Length * 3 / 4];
        return characters.Length % 4 != 1 && TryDecode(characters, 0, characters.Length, bytes) ? bytes : null;
    }

    private static int ValueOf(byte character)
    {
        if (character >= (byte)'A' && character <= (byte)'Z')
        {
            return character - 'A';
        }

        if (character >= (byte)'a' && character <= (byte)'z')
        {
            return character - 'a' + 26;
        }

        if (character >= (byte)'0' && character <= (byte)'9')
        {
            return character - '0' + 52;
        }

        return character == (byte)'-' ? 62 : character == (byte)'_' ? 63 : -1;
    }
}
