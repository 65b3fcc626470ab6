using System.Text;

namespace Wugang.Supervisor.Rules.Billing;

/// <summary>Decodes text of utilities and of spreadsheets: UTF-8, or GB18030 (which GBK and GB 2312 are parts of), and never a mixture of both.</summary>
public static class TextFile
{
    public const string Auto = "auto";
    public const string Utf8 = "utf-8";
    public const string Gb18030 = "gb18030";

    /// <summary>Largest file, in bytes.</summary>
    public const int BytesMax = 64 * 1024 * 1024;

    private const byte LineFeed = (byte)'\n';
    private const byte FirstNotAscii = 0x80;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly Encoding StrictGb18030 = CodePagesEncodingProvider.Instance.GetEncoding(
        "gb18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>Decodes a file.</summary>
    /// <param name="bytes">Its content; a byte order mark is passed over.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="encoding"><see cref="Utf8"/>, <see cref="Gb18030"/>, or <see cref="Auto"/>: UTF-8 if all of it is, else GB18030 if none of it is.</param>
    /// <exception cref="InvalidDataException">It is too large, or not text in that encoding; the message names file and line.</exception>
    public static string Decode(byte[] bytes, string file, string encoding = Auto)
    {
        if (bytes.Length > BytesMax)
        {
            throw new InvalidDataException($"{file} has {bytes.Length} bytes; {BytesMax} are the most");
        }

        ReadOnlySpan<byte> text = bytes;
        if (text.StartsWith<byte>([0xFF, 0xFE]) || text.StartsWith<byte>([0xFE, 0xFF]))
        {
            throw new InvalidDataException($"{file}: line 1: is in UTF-16; save it as UTF-8");
        }

        text = text.StartsWith(Encoding.UTF8.Preamble) ? text[Encoding.UTF8.Preamble.Length..] : text;
        if (text.Contains((byte)0))
        {
            throw new InvalidDataException($"{file}: line {LineOf(text, text.IndexOf((byte)0))}: holds a byte 0, which is no text");
        }

        return encoding switch
        {
            Utf8 => DecodeLines(text, StrictUtf8, file, encoding),
            Gb18030 => DecodeLines(text, StrictGb18030, file, encoding),
            _ => DecodeLines(text, IsOfOneEncoding(text, file) ? StrictUtf8 : StrictGb18030, file, Gb18030),
        };
    }

    /// <returns>True for UTF-8, false for the other.</returns>
    private static bool IsOfOneEncoding(ReadOnlySpan<byte> text, string file)
    {
        int firstUtf8 = 0;
        int firstOther = 0;
        int number = 0;
        foreach (Range range in text.Split(LineFeed))
        {
            ReadOnlySpan<byte> line = text[range];
            number++;
            if (!line.ContainsAnyInRange(FirstNotAscii, byte.MaxValue))
            {
                continue;
            }

            bool isUtf8 = System.Text.Unicode.Utf8.IsValid(line);
            firstUtf8 = isUtf8 && firstUtf8 == 0 ? number : firstUtf8;
            firstOther = !isUtf8 && firstOther == 0 ? number : firstOther;
        }

        return firstUtf8 == 0 || firstOther == 0 ? firstOther == 0 : throw new InvalidDataException(
            $"{file}: line {Math.Max(firstUtf8, firstOther)}: mixed encodings: line {firstUtf8} is UTF-8, line {firstOther} is not; save all of it as UTF-8");
    }

    private static string DecodeLines(ReadOnlySpan<byte> text, Encoding encoding, string file, string name)
    {
        try
        {
            return encoding.GetString(text);
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException($"{file}: line {LineOf(text, Math.Max(0, e.Index))}: is not {name}", e);
        }
    }

    private static int LineOf(ReadOnlySpan<byte> text, int index)
    {
        return text[..Math.Min(index, text.Length)].Count(LineFeed) + 1;
    }
}
