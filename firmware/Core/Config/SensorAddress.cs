using Wugang.Firmware.Core.Records;

namespace Wugang.Firmware.Core.Config;

/// <summary>Bluetooth addresses as people write them: <c>A4:C1:38:8D:18:B2</c>.</summary>
public static class SensorAddress
{
    /// <summary>What is wrong with a text that is none.</summary>
    internal const string Requirement = "must be a Bluetooth address such as A4:C1:38:8D:18:B2";

    private const int Characters = 17;
    private const int CharactersPerByte = 3;

    /// <summary>Whether a text is six pairs of digits, with colons between them and letters large.</summary>
    public static bool IsAddress(string text)
    {
        bool isAddress = text.Length == Characters;
        for (int i = 0; isAddress && i < text.Length; i++)
        {
            bool isDigit = Hex.ValueOf(text[i]) >= 0 && (text[i] < 'a' || text[i] > 'f');
            isAddress = i % CharactersPerByte == CharactersPerByte - 1 ? text[i] == ':' : isDigit;
        }

        return isAddress;
    }

    /// <summary>The address as 48 bits, the byte that is written first highest.</summary>
    /// <param name="text">An address, see <see cref="IsAddress"/>.</param>
    public static long ToInteger(string text)
    {
        long address = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != ':')
            {
                address = (address << 4) | (uint)Hex.ValueOf(text[i]);
            }
        }

        return address;
    }
}
