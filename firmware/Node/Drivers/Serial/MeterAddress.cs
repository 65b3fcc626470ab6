using System;

namespace Wugang.Firmware.Node.Drivers.Serial;

/// <summary>
/// The address of a meter: two digits a byte, lowest byte first on the line. <c>AA</c> in place of two digits stands
/// for any two: all <c>AA</c> asks whoever is there, <c>AA</c> in front shortens an address.
/// </summary>
public sealed class MeterAddress
{
    private const byte AnyDigits = 0xAA;
    private const string Digits = "0123456789ABCDEF";

    private readonly byte[] _bytes;

    private MeterAddress(byte[] bytes)
    {
        _bytes = bytes;
    }

    /// <summary>Bytes of the address on the line.</summary>
    public int ByteCount
    {
        get { return _bytes.Length; }
    }

    /// <summary>
    /// The address as it is printed on the meter, highest digit first. Letters A to F are taken too: some meters in the
    /// field have such addresses.
    /// </summary>
    /// <returns>Null where the text is not <paramref name="byteCount"/> times two digits.</returns>
    public static MeterAddress Parse(string text, int byteCount)
    {
        if (text == null || text.Length != byteCount * 2)
        {
            return null;
        }

        byte[] bytes = new byte[byteCount];
        for (int i = 0; i < byteCount; i++)
        {
            int high = Digits.IndexOf(text[2 * i]);
            int low = Digits.IndexOf(text[(2 * i) + 1]);
            if (high < 0 || low < 0)
            {
                return null;
            }

            bytes[byteCount - 1 - i] = (byte)((high * 16) + low);
        }

        return new MeterAddress(bytes);
    }

    /// <summary>The address of whoever is there.</summary>
    public static MeterAddress Any(int byteCount)
    {
        byte[] bytes = new byte[byteCount];
        for (int i = 0; i < byteCount; i++)
        {
            bytes[i] = AnyDigits;
        }

        return new MeterAddress(bytes);
    }

    /// <summary>The text of an address on the line, highest digit first.</summary>
    public static string Format(byte[] buffer, int offset, int byteCount)
    {
        char[] text = new char[byteCount * 2];
        for (int i = 0; i < byteCount; i++)
        {
            byte value = buffer[offset + byteCount - 1 - i];
            text[2 * i] = Digits[value >> 4];
            text[(2 * i) + 1] = Digits[value & 15];
        }

        return new string(text);
    }

    /// <summary>Whether the address on the line, that of one meter, is meant by this one.</summary>
    public bool Matches(byte[] buffer, int offset)
    {
        for (int i = 0; i < _bytes.Length; i++)
        {
            if (_bytes[i] != AnyDigits && _bytes[i] != buffer[offset + i])
            {
                return false;
            }
        }

        return true;
    }

    public void CopyTo(byte[] target, int offset)
    {
        Array.Copy(_bytes, 0, target, offset, _bytes.Length);
    }
}
