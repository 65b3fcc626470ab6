using System;
using System.Text;

namespace Wugang.Firmware.Core.Records;

/// <summary>Plain ASCII text as bytes. The wire carries nothing else.</summary>
public static class Ascii
{
    // The runtime's own copy, which is machine code on the device too; for ASCII, UTF-8 is the same.
    private static readonly Encoding Copier = Encoding.UTF8;

    /// <summary>Writes a text as bytes; there is room for one a character.</summary>
    /// <returns>The number of bytes written.</returns>
    /// <exception cref="InvalidOperationException">A character is outside ASCII.</exception>
    public static int Write(string text, byte[] target, int offset)
    {
        int count = text.Length;
        if (Copier.GetBytes(text, 0, count, target, offset) != count)
        {
            throw new InvalidOperationException("The text has a character outside ASCII.");
        }

        return count;
    }

    /// <exception cref="ArgumentException">A character is outside ASCII.</exception>
    public static byte[] GetBytes(string text)
    {
        byte[] bytes = new byte[text.Length];
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] > 127)
            {
                throw new ArgumentException("The text has a character outside ASCII.");
            }

            bytes[i] = (byte)text[i];
        }

        return bytes;
    }

    /// <summary>The text of <paramref name="count"/> bytes, each taken as one character.</summary>
    public static string GetString(byte[] buffer, int offset, int count)
    {
        char[] characters = new char[count];
        for (int i = 0; i < count; i++)
        {
            characters[i] = (char)buffer[offset + i];
        }

        return new string(characters);
    }

    /// <summary>Whether the bytes spell the text.</summary>
    public static bool AreEqual(byte[] buffer, int offset, int count, string text)
    {
        if (text.Length != count)
        {
            return false;
        }

        for (int i = 0; i < count; i++)
        {
            if (buffer[offset + i] != text[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Order of two ranges of one buffer, byte by byte: below, at or above zero.</summary>
    public static int Compare(byte[] buffer, int firstOffset, int firstCount, int secondOffset, int secondCount)
    {
        int shared = firstCount < secondCount ? firstCount : secondCount;
        for (int i = 0; i < shared; i++)
        {
            int difference = buffer[firstOffset + i] - buffer[secondOffset + i];
            if (difference != 0)
            {
                return difference;
            }
        }

        return firstCount - secondCount;
    }

    /// <summary>Whether the text is one to <paramref name="maxCharacters"/> characters of a–z, 0–9 and '_', so that it can stand in a record, a topic and a file name.</summary>
    public static bool IsName(string text, int maxCharacters)
    {
        if (text == null || text.Length == 0 || text.Length > maxCharacters)
        {
            return false;
        }

        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'))
            {
                return false;
            }
        }

        return true;
    }
}
