namespace Wugang.Firmware.Core.Records;

/// <summary>Bytes as hexadecimal digits, two for each, the high one first.</summary>
public static class Hex
{
    /// <summary>Value of a digit, 0 to 15; −1 where the character is none. Both cases are read.</summary>
    public static int ValueOf(char digit)
    {
        return digit >= '0' && digit <= '9' ? digit - '0'
            : digit >= 'a' && digit <= 'f' ? digit - 'a' + 10
            : digit >= 'A' && digit <= 'F' ? digit - 'A' + 10
            : -1;
    }

    /// <summary>The bytes of a text.</summary>
    /// <returns>Null where the text is anything but pairs of digits.</returns>
    public static byte[] Decode(string text)
    {
        byte[] bytes = new byte[text.Length / 2];
        for (int i = 0; i < text.Length; i += 2)
        {
            int high = ValueOf(text[i]);
            int low = i + 1 < text.Length ? ValueOf(text[i + 1]) : -1;
            if (high < 0 || low < 0)
            {
                return null;
            }

            bytes[i / 2] = (byte)((high << 4) | low);
        }

        return bytes;
    }
}
